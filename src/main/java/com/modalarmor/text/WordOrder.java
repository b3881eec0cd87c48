package com.modalarmor.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/**
 * In which order English words follow one another: pairs such as {@code of the}, that hardly ever
 * stand the other way round. Made once from {@code english-order.txt}; immutable, shared between
 * threads.
 */
final class WordOrder {

  /** No word of the list is longer. */
  static final int WORD_MAX = 12;

  private static final int SLOTS = 1 << 14;
  private static final int SHAPES = 1 << 14;
  private static final int SIZE_SHIFT = 10;
  private static final int SIZE_MAX = 15;

  /**
   * For {@link #shapes(int, int)} of two words in a row: bits for their having changed places.
   * Words of one shape share them, so this only says where it is worth to look.
   */
  final byte[] turned = new byte[SHAPES];

  private final long[] pairs = new long[SLOTS];
  private final byte[] bits = new byte[SLOTS];

  private WordOrder() {
    try (InputStream in = WordOrder.class.getResourceAsStream("english-order.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          take(new StringTokenizer(line));
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
      long pair = pair(hash(first), hash(second));
      int slot = slot(pair);
      pairs[slot] = pair;
      bits[slot] = (byte) weight;
      add(shapes(shape(first), shape(second)), -weight);
      add(shapes(shape(second), shape(first)), weight);
    }
  }

  private void add(int shapes, int weight) {
    turned[shapes] = (byte) Math.max(-100, Math.min(100, turned[shapes] + weight));
  }

  /** First letter, last letter (1 to 26 each) and length of a word, in one number. */
  static int shape(int first, int last, int size) {
    return first | last << 5 | Math.min(size, SIZE_MAX) << SIZE_SHIFT;
  }

  private static int shape(String word) {
    int size = word.length();
    return shape(English.letter(word.charAt(0)), English.letter(word.charAt(size - 1)), size);
  }

  /** Index of {@link #turned} for two words in a row. */
  static int shapes(int before, int shape) {
    return before * 2_053 + shape & SHAPES - 1;
  }

  /** Bits for two words, by {@link English#longer}, standing as they should; below 0, turned. */
  int natural(long first, long second) {
    int straight = bits(pair(first, second));
    return straight > 0 ? straight : -bits(pair(second, first));
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
