package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Reads folded text as hashed features, block by block: each word, each two and three words in a
 * row, each four and five characters in a row, and what {@link ConceptRuns} and {@link GroupRuns}
 * make of the words. Scratch: one text at a time, single-threaded.
 *
 * <p>Digits read alike, a run of white space reads as one, and each mark of punctuation, each line
 * end and each character of a script without spaces is a word of its own. A feature belongs to the
 * block in which it ends, so that the blocks of a text together hold each feature once, each block
 * (but for a few that collide) holds a feature once at most, and a window is the sum of its blocks.
 *
 * <p>A block is read in three passes without a branch that depends on the text in the last two:
 * characters made alike and words hashed; runs of characters hashed; doubles left out.
 */
final class NGrams {

  static final int TEXT_BITS = 19;
  static final int CONCEPT_BITS = 15;
  static final int GROUP_BITS = 17;

  /**
   * Features of words and of runs of characters are numbered below this, above it those of concepts
   * and then those of groups.
   */
  static final int OF_TEXT = 1 << TEXT_BITS;

  static final int OF_CONCEPTS = OF_TEXT + (1 << CONCEPT_BITS);

  /** All numbers: with a byte of weight each they fit a processor's second cache. */
  static final int FEATURES = OF_CONCEPTS + (1 << GROUP_BITS);

  /** A block ends at the first white space after so many characters. */
  static final int BLOCK_CHARS = 120;

  /** At the latest here. */
  static final int BLOCK_CHARS_MAX = BLOCK_CHARS + 40;

  /** Three of a word, two of a run of characters, and those of a concept and of a group. */
  private static final int FEATURES_A_CHAR = 5 + ConceptRuns.FEATURES_MAX + GroupRuns.FEATURES;

  static final int SHIFT = Integer.SIZE - TEXT_BITS;

  static final int ZERO = FeatureHash.spread('0');
  private static final int BLANK = FeatureHash.spread(' ');
  static final int LINE_END = 0x1234567;

  /** Characters of the block before that runs of this one begin with. */
  private static final int BEFORE = 4;

  /** The features of the block that was read last; the first {@link #count} count. */
  final int[] ids = new int[FEATURES_A_CHAR * (BLOCK_CHARS_MAX + 2)];

  int count;

  /** The sum of their weights, see {@link #nextSum}. */
  int sum;

  /** Where that block begins and ends in the text. */
  int start;

  int end;

  private final Doubles doubles = new Doubles();

  /** The features of this block, doubles too. */
  private final int[] all = new int[ids.length];

  private final Meaning meaning = new Meaning(Concepts.packaged());
  private final ConceptRuns conceptRuns = new ConceptRuns();
  private final GroupRuns groupRuns = new GroupRuns(WordGroups.packaged());

  /** The words of this block by hash, and where each begins in {@link #alike}. */
  private final int[] wordHash = new int[BLOCK_CHARS_MAX + 2];

  private final int[] wordFirst = new int[BLOCK_CHARS_MAX + 2];
  private int words;

  /** Words of the blocks before. */
  private int wordsBefore;

  /** The characters of this block, made alike, after the last ones of the block before. */
  private final int[] alike = new int[BEFORE + BLOCK_CHARS_MAX + 2];

  private int found;
  private char[] text = new char[0];
  private int to;
  private int last;
  private int lastButOne;
  private boolean lineEnded;

  void begin(char[] chars, int from, int until) {
    text = chars;
    start = from;
    end = from;
    to = until;
    count = 0;
    Arrays.fill(alike, 0, BEFORE - 1, 0);
    alike[BEFORE - 1] = BLANK;
    last = 17;
    lastButOne = 19;
    lineEnded = false;
    wordsBefore = 0;
    conceptRuns.begin();
    groupRuns.begin();
  }

  /** Reads the next block; false at the text's end. */
  boolean next() {
    if (end >= to) {
      return false;
    }
    start = end;
    found = 0;
    int chars = words();
    rows();
    runs(chars);
    count = doubles.leaveOut(all, found, ids);
    System.arraycopy(alike, chars, alike, 0, BEFORE);
    return true;
  }

  /**
   * Reads the next block and adds up the weights of its features, which are counted but not listed:
   * {@link #sum}; false at the text's end.
   */
  boolean nextSum(byte[] weights) {
    if (end >= to) {
      return false;
    }
    start = end;
    found = 0;
    int chars = words();
    rows();
    doubles.sumUp(all, found, alike, BEFORE, chars, weights);
    sum = doubles.sum;
    count = doubles.count;
    System.arraycopy(alike, chars, alike, 0, BEFORE);
    return true;
  }

  /**
   * Reads the words of the next block alone, each as {@link PhraseNet#word}: {@link #ids} and
   * {@link #count}; false at the text's end.
   */
  boolean nextWords() {
    if (end >= to) {
      return false;
    }
    start = end;
    int chars = words();
    for (int i = 0; i < words; i++) {
      int h = wordHash[i];
      int pair = FeatureHash.pair(last, h);
      int concept = meaning.of(h, pair, FeatureHash.triple(lastButOne, pair), alike, wordFirst[i]);
      ids[i] = PhraseNet.word(h, groupRuns.fine(h), concept);
      lastButOne = last;
      last = h;
    }
    count = words;
    System.arraycopy(alike, chars, alike, 0, BEFORE);
    return true;
  }

  /** Takes the characters of a block and hashes its words; returns the number of characters. */
  private int words() {
    char[] chars = text;
    int[] out = alike;
    int until = to;
    int at = start;
    int size = BEFORE;
    int word = 0;
    int wordStart = 0;
    int met = 0;
    boolean ended = lineEnded;
    while (at < until) {
      char c = chars[at];
      int kind = CharKind.of(c);
      if (kind == CharKind.WORD) {
        int spread = FeatureHash.spread(c);
        wordStart = word == 0 ? size : wordStart;
        word = FeatureHash.longer(word, spread);
        out[size++] = spread;
        at++;
        if (size >= BEFORE + BLOCK_CHARS_MAX) {
          break; // inside a word without end
        }
        continue;
      }
      if (kind == CharKind.DIGIT) {
        wordStart = word == 0 ? size : wordStart;
        word = FeatureHash.longer(word, ZERO);
        out[size++] = ZERO;
        at++;
        if (size >= BEFORE + BLOCK_CHARS_MAX) {
          break;
        }
        continue;
      }
      if (word != 0) {
        ended = false;
        wordHash[met] = FeatureHash.word(word);
        wordFirst[met++] = wordStart;
        word = 0;
      }
      at++;
      if (kind == CharKind.MARK) {
        int spread = FeatureHash.spread(c);
        ended = false;
        wordHash[met] = FeatureHash.word(spread);
        wordFirst[met++] = size;
        out[size++] = spread;
        if (size >= BEFORE + BLOCK_CHARS_MAX) {
          break;
        }
        continue;
      }
      if (kind == CharKind.LINE && !ended) {
        ended = true;
        wordHash[met] = LINE_END;
        wordFirst[met++] = size;
      }
      if (out[size - 1] != BLANK) {
        out[size++] = BLANK;
      }
      if (size >= BEFORE + BLOCK_CHARS) {
        break;
      }
    }
    if (word != 0) {
      ended = false;
      wordHash[met] = FeatureHash.word(word);
      wordFirst[met++] = wordStart;
    }
    if (at == until && out[size - 1] != BLANK) {
      out[size++] = BLANK;
    }
    end = at;
    lineEnded = ended;
    words = met;
    return size - BEFORE;
  }

  /** Makes features of each word, of each two and three in a row, and of their meaning. */
  private void rows() {
    int[] out = all;
    int at = 0;
    int before = last;
    int beforeBoth = lastButOne;
    for (int i = 0; i < words; i++) {
      int h = wordHash[i];
      int pair = FeatureHash.pair(before, h);
      int triple = FeatureHash.triple(beforeBoth, pair);
      out[at] = (h ^ h << 7) >>> SHIFT;
      out[at + 1] = pair >>> SHIFT;
      out[at + 2] = triple >>> SHIFT;
      at = groupRuns.take(h, out, at + 3);
      beforeBoth = before;
      before = h;
      int concept = meaning.of(h, pair, triple, alike, wordFirst[i]);
      if (concept != 0) {
        at = conceptRuns.take(concept, wordsBefore + i, out, at);
      }
    }
    last = before;
    lastButOne = beforeBoth;
    wordsBefore += words;
    found = at;
  }

  /** Hashes the runs of four and five characters that end in this block. */
  private void runs(int chars) {
    int[] in = alike;
    int[] out = all;
    int at = found;
    for (int i = BEFORE; i < chars + BEFORE; i++) {
      int four =
          in[i]
              + Integer.rotateLeft(in[i - 1], 7)
              + Integer.rotateLeft(in[i - 2], 14)
              + Integer.rotateLeft(in[i - 3], 21);
      out[at] = four >>> SHIFT;
      out[at + 1] = four + Integer.rotateLeft(in[i - 4], 28) >>> SHIFT;
      at += 2;
    }
    found = at;
  }
}
