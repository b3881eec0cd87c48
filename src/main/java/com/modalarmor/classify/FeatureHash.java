package com.modalarmor.classify;

/**
 * Hashes of characters, words and rows of words, as features are numbered by. Weights fit the
 * hashes that they were trained with. Stateless.
 */
final class FeatureHash {

  /** Odd numbers whose products have well-mixed high bits, one for each length. */
  private static final int SPREAD_3 = 0x9E3779B1;

  private static final int SPREAD_4 = 0x85EBCA77;
  private static final int SPREAD_5 = 0xC2B2AE3D;

  private FeatureHash() {}

  /** A character as a number with well-mixed bits, other than 0. */
  static int spread(int c) {
    int h = (c + 1) * SPREAD_3;
    return h ^ h >>> 15;
  }

  /** A word's hash from its letters', {@link #longer} by one each. */
  static int word(int hash) {
    return hash * SPREAD_3;
  }

  static int longer(int word, int spread) {
    return Integer.rotateLeft(word, 5) + spread;
  }

  static int pair(int before, int h) {
    return (Integer.rotateLeft(before, 11) + h) * SPREAD_4;
  }

  static int triple(int beforeBoth, int pair) {
    return (Integer.rotateLeft(beforeBoth, 7) + pair) * SPREAD_5;
  }

  /** The hash of the last three words of a text, of both of two, or of one that is alone. */
  static int phraseKey(char[] folded) {
    int[] before = lastWords(folded);
    if (before[1] == 0) {
      return before[0];
    }
    int pair = pair(before[1], before[0]);
    return before[2] == 0 ? pair : triple(before[2], pair);
  }

  /** How many words a text has, up to three. */
  static int words(char[] folded) {
    int[] before = lastWords(folded);
    return before[1] == 0 ? 1 : before[2] == 0 ? 2 : 3;
  }

  /** The last word, the one before, the one before that; 0 where there is none. */
  private static int[] lastWords(char[] folded) {
    int[] before = new int[3];
    int word = 0;
    for (int i = 0; i <= folded.length; i++) {
      int kind = i == folded.length ? CharKind.SPACE : CharKind.of(folded[i]);
      boolean joins = kind == CharKind.WORD || kind == CharKind.DIGIT;
      if (word != 0 && !joins) {
        push(before, word(word));
        word = 0;
      }
      if (joins) {
        word = longer(word, spread(kind == CharKind.DIGIT ? '0' : folded[i]));
      } else if (kind == CharKind.MARK) {
        push(before, word(spread(folded[i])));
      }
    }
    return before;
  }

  private static void push(int[] before, int h) {
    before[2] = before[1];
    before[1] = before[0];
    before[0] = h;
  }

  /** The hashes of a word after each of its letters. */
  static int[] prefixes(char[] word) {
    int[] hashes = new int[word.length];
    int hash = 0;
    for (int i = 0; i < word.length; i++) {
      hash = longer(hash, spread(word[i]));
      hashes[i] = hash;
    }
    return hashes;
  }

  /** The number of a feature of concepts, told by a few small numbers. */
  static int ofConcepts(int x) {
    return NGrams.OF_TEXT + (mixed(x + 0x1234567) >>> Integer.SIZE - NGrams.CONCEPT_BITS);
  }

  /** The number of a feature of groups, likewise. */
  static int ofGroups(int x) {
    return NGrams.OF_CONCEPTS + (mixed(x + 0x7654321) >>> Integer.SIZE - NGrams.GROUP_BITS);
  }

  private static int mixed(int x) {
    int h = x * SPREAD_5;
    h ^= h >>> 15;
    h *= SPREAD_4;
    h ^= h >>> 13;
    return h * SPREAD_3;
  }
}
