package com.modalarmor.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What English looks like: its frequent words and how its letters follow one another. Made once
 * from {@code english-words.txt}; immutable, shared between threads.
 *
 * <p>Letters count from 1 (a) to 26 (z); 0 stands for everything between words.
 */
final class English {

  /** No word of the list is longer. */
  static final int WORD_MAX = 18;

  private static final int LETTERS = 27;
  private static final byte[] LETTER = letters();
  private static final int SLOTS = 1 << 16;
  private static final long HASH_START = 0xCBF29CE484222325L;
  private static final long HASH_STEP = 0x100000001B3L;

  /** Weights are quarter bits, cut off here. */
  static final int WEIGHT_MAX = 20;

  private static final double UNSEEN = 2e-6;

  /** Hashes of all words and of all beginnings of words. */
  private final long[] hashes = new long[SLOTS];

  /** Beside each hash: cost of the word in bits, or 0 for a mere beginning. */
  private final byte[] costs = new byte[SLOTS];

  /**
   * For a pair {@code a << 5 | b}: low half, how much likelier it is in enciphered English than in
   * English; high half, in English read backwards.
   */
  final int[] oddness = new int[32 * 32];

  /** For a pair: how much likelier it is in either of them than in English. */
  final byte[] oddnessOfEither = new byte[32 * 32];

  /** For a pair: how much likelier it is in English than among letters drawn blindly. */
  final byte[] plainness = new byte[32 * 32];

  /** For a letter: the same, alone. */
  final byte[] frequency = new byte[32];

  private English() {
    List<String> words = words();
    double[] pairs = new double[32 * 32];
    Arrays.fill(pairs, 0.5);
    double[] letters = new double[32];
    for (int rank = 0; rank < words.size(); rank++) {
      String word = words.get(rank);
      double weight = 100_000.0 / (rank + 3);
      int before = 0;
      long hash = HASH_START;
      for (int i = 0; i < word.length(); i++) {
        int letter = word.charAt(i) - 'a' + 1;
        pairs[before << 5 | letter] += weight;
        letters[letter] += weight;
        before = letter;
        hash = (hash ^ word.charAt(i)) * HASH_STEP;
        put(hash, 0);
      }
      pairs[before << 5] += weight;
      put(hash, 7 + 32 - Integer.numberOfLeadingZeros(rank + 1));
    }
    weigh(pairs);
    double total = 0;
    for (double letter : letters) {
      total += letter;
    }
    for (int i = 1; i < LETTERS; i++) {
      // A stray word of plain English among enciphered ones must not outweigh them.
      frequency[i] = (byte) Math.max(-8, weight(letters[i] / total, 1.0 / 26));
    }
  }

  static English get() {
    return Holder.ENGLISH;
  }

  /** 1 to 26 for a Latin letter of either case, else 0. */
  static int letter(int c) {
    return c < LETTER.length ? LETTER[c] : 0; // looked up: which it is, no processor guesses
  }

  /** True when the letters of that range, of either case, are a frequent word. */
  boolean word(char[] chars, int from, int to) {
    if (to - from > WORD_MAX || to <= from) {
      return false;
    }
    long hash = HASH_START;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (chars[i] | 32)) * HASH_STEP;
    }
    return costs[slot(hash)] > 0;
  }

  /**
   * Hash of a word's beginning, one letter longer; to be asked for with {@link #cost}. Starts with
   * 0.
   */
  static long longer(long hash, int c) {
    return ((hash == 0 ? HASH_START : hash) ^ (c | 32)) * HASH_STEP;
  }

  /** Cost in bits of the word with that hash; 0 = only a beginning of words, -1 = neither. */
  int cost(long hash) {
    int slot = slot(hash);
    return hashes[slot] == hash ? costs[slot] : -1;
  }

  private int slot(long hash) {
    int slot = (int) (hash ^ hash >>> 29) & SLOTS - 1;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }

  private void put(long hash, int cost) {
    int slot = slot(hash);
    hashes[slot] = hash;
    if (cost > 0) {
      costs[slot] = (byte) cost;
    }
  }

  private void weigh(double[] pairs) {
    double total = 0;
    for (int a = 0; a < LETTERS; a++) {
      for (int b = 0; b < LETTERS; b++) {
        total += pairs[a << 5 | b];
      }
    }
    for (int a = 0; a < LETTERS; a++) {
      double row = 0;
      for (int b = 0; b < LETTERS; b++) {
        row += pairs[a << 5 | b];
      }
      for (int b = 0; b < LETTERS; b++) {
        double plain = pairs[a << 5 | b] / total;
        double caesar = 0;
        for (int shift = 1; shift < 26; shift++) {
          caesar += pairs[shifted(a, shift) << 5 | shifted(b, shift)] / total / 25;
        }
        double rot13 = pairs[shifted(a, 13) << 5 | shifted(b, 13)] / total;
        double atbash = pairs[mirrored(a) << 5 | mirrored(b)] / total;
        double enciphered = caesar / 2 + rot13 / 4 + atbash / 4;
        double reversed = pairs[b << 5 | a] / total;
        int cipher = weight(enciphered, plain);
        int backwards = weight(reversed, plain);
        byte either = weight(enciphered * 0.3 + reversed * 0.7, plain);
        boolean nothing = a == 0 && b == 0;
        oddnessOfEither[a << 5 | b] = nothing ? 0 : either;
        oddness[a << 5 | b] = nothing ? 0 : backwards << 16 | cipher & 0xFFFF;
        plainness[a << 5 | b] = nothing ? 0 : weight(plain, row / total / LETTERS);
      }
    }
  }

  private static byte weight(double p, double q) {
    double ratio = (p + UNSEEN / 2) / (q + UNSEEN);
    long quarterBits = Math.round(4 * Math.log(ratio) / Math.log(2));
    return (byte) Math.max(-WEIGHT_MAX, Math.min(WEIGHT_MAX, quarterBits));
  }

  static int shifted(int letter, int shift) {
    int moved = letter + shift;
    return letter == 0 ? 0 : moved > 26 ? moved - 26 : moved;
  }

  static int mirrored(int letter) {
    return letter == 0 ? 0 : 27 - letter;
  }

  private static byte[] letters() {
    byte[] letters = new byte[128];
    for (int i = 1; i < LETTERS; i++) {
      letters['a' - 1 + i] = (byte) i;
      letters['A' - 1 + i] = (byte) i;
    }
    return letters;
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(8_192);
    try (InputStream in = English.class.getResourceAsStream("english-words.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int start = 0;
        for (int i = 0; i <= line.length() && !line.startsWith("#"); i++) {
          if (i == line.length() || line.charAt(i) == ' ') {
            if (i > start) {
              words.add(line.substring(start, i));
            }
            start = i + 1;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static final class Holder {
    static final English ENGLISH = new English();
  }
}
