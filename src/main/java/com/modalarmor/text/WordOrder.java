package com.modalarmor.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/**
 * In which order English words follow one another: pairs such as {@code of the}, that hardly ever
 * stand the other way round. Made once from {@code english-order.txt} and {@code
 * english-shapes.txt}; immutable, shared between threads.
 */
final class WordOrder {

  /** No word of the list is longer. */
  static final int WORD_MAX = 12;

  private static final int SLOTS = 1 << 14;
  private static final int PAIRED_BITS = 1 << 14;
  private static final int SHAPES = 1 << 15;
  private static final int LISTED_SHIFT = 15;
  private static final int LISTED_BITS = 1 << 32 - LISTED_SHIFT;
  private static final int SIZE_SHIFT = 10;
  private static final int SIZE_MAX = 15;
  private static final int SECOND_SHIFT = 14;
  private static final int ZERO = 8;
  private static final int BITS_MIN = 7;
  private static final int BALANCE_MAX = 60;

  /**
   * For {@link #shapes} of two words in a row: bits for their having changed places. Words of one
   * shape share them, so this only says where it is worth to look.
   */
  final byte[] turned = new byte[SHAPES];

  /**
   * By hash, shapes of two words that stand in the list in one order or the other. Nearly all words
   * in a row have others, and need not be looked up.
   */
  private final long[] listed = new long[LISTED_BITS / Long.SIZE];

  /** The same for those alone that stand in the list in the other order. */
  private final long[] turnable = new long[LISTED_BITS / Long.SIZE];

  private final long[] pairs = new long[SLOTS];
  private final byte[] bits = new byte[SLOTS];

  /** By hash, words that stand in some pair; others share bits with them. */
  private final long[] paired = new long[PAIRED_BITS / Long.SIZE];

  private WordOrder() {
    int[] shapes = {0};
    lines("english-order.txt", line -> take(new StringTokenizer(line)));
    lines(
        "english-shapes.txt",
        line -> {
          for (int i = 0; i < line.length(); i++) {
            turned[shapes[0]++] = (byte) (Character.digit(line.charAt(i), 16) - ZERO);
          }
        });
  }

  private static void lines(String resource, Consumer<String> taker) {
    try (InputStream in = WordOrder.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          taker.accept(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WordOrder get() {
    return Holder.ORDER;
  }

  private void take(StringTokenizer tokens) {
    String first = tokens.nextToken();
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      String second = token.substring(0, token.length() - 1);
      int weight = token.charAt(token.length() - 1) - '0';
      notePaired(hash(first));
      notePaired(hash(second));
      note(shape(first), shape(second), listed);
      note(shape(second), shape(first), listed);
      note(shape(second), shape(first), turnable);
      long pair = pair(hash(first), hash(second));
      int slot = slot(pair);
      pairs[slot] = pair;
      bits[slot] = (byte) weight;
    }
  }

  /** First, second (0 = none) and last letter (1 to 26) and length of a word, in one number. */
  static int shape(int first, int second, int last, int size) {
    return first | last << 5 | Math.min(size, SIZE_MAX) << SIZE_SHIFT | second << SECOND_SHIFT;
  }

  /** Index of {@link #turned} for two words in a row. */
  static int shapes(int before, int shape) {
    return hashOfShapes(before, shape) >>> 17;
  }

  /** True for any two words in a row of which {@link #natural} is not 0, and for few others. */
  boolean listed(int before, int shape) {
    return noted(before, shape, listed);
  }

  /** The same of those of which it is below 0. */
  boolean turnable(int before, int shape) {
    return noted(before, shape, turnable);
  }

  private static boolean noted(int before, int shape, long[] bits) {
    int bit = hashOfShapes(before, shape) >>> LISTED_SHIFT;
    return (bits[bit >> 6] >>> bit & 1) != 0;
  }

  private static void note(int before, int shape, long[] bits) {
    int bit = hashOfShapes(before, shape) >>> LISTED_SHIFT;
    bits[bit >> 6] |= 1L << bit;
  }

  private static int hashOfShapes(int before, int shape) {
    return before * 0x9E3779B1 + shape * 0x85EBCA6B;
  }

  private static int shape(String word) {
    int size = word.length();
    int second = size > 1 ? English.letter(word.charAt(1)) : 0;
    return shape(
        English.letter(word.charAt(0)), second, English.letter(word.charAt(size - 1)), size);
  }

  /** It begins small, and its last word with a capital. */
  static boolean turnedSentence(char[] chars, int start, int end, int length) {
    return end == length
        && start > 1
        && chars[start - 1] == ' '
        && (chars[start] & 0xFFE0) == 0x40
        && (chars[0] & 0xFFE0) == 0x60;
  }

  /** A sign that ends a sentence. */
  static boolean ends(char c) {
    return c == '.' || c == '!' || c == '?';
  }

  /** Bits from which it is worth to look, more in long texts. */
  static int bitsMin(int length) {
    return BITS_MIN + 2 * Math.max(0, 22 - Integer.numberOfLeadingZeros(length));
  }

  /** Bits for two words, by {@link English#longer}, standing as they should; below 0, turned. */
  int natural(long first, long second) {
    if (!paired(first) || !paired(second)) {
      return 0;
    }
    int straight = bits(pair(first, second));
    return straight > 0 ? straight : -bits(pair(second, first));
  }

  /** Bits by which the words of a text stand as they should, up to a bound; below 0, turned. */
  int balance(char[] chars, int length) {
    int sum = 0;
    long before = 0;
    int end = -1;
    int i = 0;
    while (i < length && Math.abs(sum) < BALANCE_MAX) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int stop = i;
      long hash = 0;
      while (stop < length && English.letter(chars[stop]) != 0) {
        hash = English.longer(hash, chars[stop++]);
      }
      sum += end >= 0 && i == end + 1 && chars[end] == ' ' ? natural(before, hash) : 0;
      before = hash;
      end = stop;
      i = stop;
    }
    return sum;
  }

  private void notePaired(long word) {
    int bit = (int) (word ^ word >>> 31) & PAIRED_BITS - 1;
    paired[bit >> 6] |= 1L << bit;
  }

  private boolean paired(long word) {
    int bit = (int) (word ^ word >>> 31) & PAIRED_BITS - 1;
    return (paired[bit >> 6] >>> bit & 1) != 0;
  }

  private int bits(long pair) {
    int slot = slot(pair);
    return pairs[slot] == pair ? bits[slot] : 0;
  }

  private int slot(long pair) {
    int slot = (int) (pair ^ pair >>> 29) & SLOTS - 1;
    while (pairs[slot] != 0 && pairs[slot] != pair) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }

  private static long pair(long first, long second) {
    return (Long.rotateLeft(first, 21) ^ second) * 0x9E3779B97F4A7C15L;
  }

  private static long hash(String word) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = English.longer(hash, word.charAt(i));
    }
    return hash;
  }

  private static final class Holder {
    static final WordOrder ORDER = new WordOrder();
  }
}
