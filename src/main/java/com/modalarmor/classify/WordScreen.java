package com.modalarmor.classify;

import com.modalarmor.text.Pause;

/**
 * Finds the stretches of a text that are worth a whole reading, by its words and pairs of words
 * alone: a tenth of the work of {@link NGrams}. Most harmless texts have none. Scratch: one text at
 * a time, single-threaded.
 *
 * <p>A window of one to six blocks is worth it when its words weigh enough, or when most of them
 * are unknown: misspelt, scrambled, of a language the training has not seen. So what the words
 * cannot tell is never passed over. A stretch goes some blocks beyond its windows, so that the
 * whole reading sees them with what stands around.
 */
final class WordScreen {

  private static final int WINDOW_BLOCKS = AttackModel.WINDOW_BLOCKS;

  /** Blocks before and after a suspicious window that its stretch has. */
  private static final int MARGIN_BLOCKS = WINDOW_BLOCKS - 1;

  /** The same in a long text, whose paragraphs are read each alone. */
  static final int LONG_MARGIN_BLOCKS = 2;

  /** Blocks remembered: those of a window, and of the margin before it. */
  private static final int RING = 16;

  /** Blocks between two pauses, a power of two: some 60,000 characters. */
  private static final int PAUSE_BLOCKS = 512;

  /** Features of a window are counted with some more, see {@link AttackModel#value}. */
  static final int FEATURES_MORE = 30;

  private static final int BLOCK_CHARS = NGrams.BLOCK_CHARS;
  private static final int BLOCK_CHARS_MAX = NGrams.BLOCK_CHARS_MAX;
  private static final int NOTHING = 17;

  /** What a letter or digit adds to a word's hash; 0 = it is none. */
  private static final int[] ASCII_UNITS = asciiUnits();

  /** {@link AttackModel#value} of each number of features that a window can have. */
  private static final float[] VALUES = values();

  private final ScreenWeights weights;
  private final Pause pause;

  /** The features of the block that was read last, for the training. */
  final int[] ids = new int[2 * (BLOCK_CHARS_MAX + 2)];

  int count;

  /** The words of that block by hash, and which of them the training cannot know. */
  private final int[] words = new int[BLOCK_CHARS_MAX + 2];

  private final boolean[] unknowable = new boolean[BLOCK_CHARS_MAX + 2];

  /** The stretch found last. */
  int start;

  int end;

  /** The highest logit of any window so far; minus infinity before the first. */
  float best;

  private int sum;
  private int known;
  private final int[] sums = new int[RING];
  private final int[] counts = new int[RING];
  private final int[] unknown = new int[RING];
  private final int[] starts = new int[RING];
  private char[] text = new char[0];
  private int at;
  private int to;
  private int last;
  private boolean lineEnded;
  private int blocks;
  private int margin;

  /** The stretch that is still growing: its last block so far, -1 = there is none. */
  private int openUntil;

  private int openStart;
  private int openEnd;

  WordScreen(ScreenWeights weights) {
    this(weights, Pause.NONE);
  }

  WordScreen(ScreenWeights weights, Pause pause) {
    this.weights = weights;
    this.pause = pause;
  }

  void begin(char[] chars, int from, int until) {
    begin(chars, from, until, MARGIN_BLOCKS);
  }

  /** The same with so many blocks beside suspicious windows. */
  void begin(char[] chars, int from, int until, int marginBlocks) {
    margin = marginBlocks;
    text = chars;
    at = from;
    to = until;
    last = NOTHING;
    lineEnded = false;
    blocks = 0;
    openUntil = -1;
    best = Float.NEGATIVE_INFINITY;
  }

  /** Reads on to the next stretch, {@link #start} to {@link #end}; false when there is no more. */
  boolean next() {
    while (at < to) {
      int slot = blocks % RING;
      starts[slot] = at;
      block();
      sums[slot] = sum;
      counts[slot] = count;
      unknown[slot] = count - known;
      int first = suspiciousFrom();
      if (first >= 0) {
        open(Math.max(0, first - margin));
      }
      if (blocks <= openUntil) {
        openEnd = at;
      }
      blocks++;
      if ((blocks & (PAUSE_BLOCKS - 1)) == 0) {
        pause.here();
      }
      // A suspicious window that ends so many blocks behind a stretch's end still reaches it.
      if (openUntil >= 0 && blocks > openUntil + WINDOW_BLOCKS + margin) {
        return close();
      }
    }
    return openUntil >= 0 && close();
  }

  /** Where the block that was read last ends. */
  int position() {
    return at;
  }

  /** Reads the next block and lists its features; false at the text's end. For the training. */
  boolean nextBlock() {
    if (at >= to) {
      return false;
    }
    int before = last;
    block();
    for (int i = 0; i < count; i += 2) {
      int h = words[i / 2];
      ids[i] = ScreenWeights.ofWord(h);
      ids[i + 1] = ScreenWeights.ofPair(before, h);
      before = h;
    }
    return true;
  }

  private void open(int firstBlock) {
    if (openUntil < 0) {
      openStart = starts[firstBlock % RING];
    }
    openUntil = blocks + margin;
  }

  private boolean close() {
    start = openStart;
    end = openEnd;
    openUntil = -1;
    return true;
  }

  /** The first block of the longest suspicious window that ends here; -1 = none does. */
  private int suspiciousFrom() {
    int windowSum = 0;
    int windowCount = 0;
    int windowUnknown = 0;
    int first = -1;
    for (int b = blocks; b >= 0 && b > blocks - WINDOW_BLOCKS; b--) {
      int slot = b % RING;
      windowSum += sums[slot];
      windowCount += counts[slot];
      windowUnknown += unknown[slot];
      float z = windowSum * weights.scale() * VALUES[windowCount] + weights.bias();
      if (windowCount == 0) {
        continue;
      }
      best = Math.max(best, z);
      if (z >= weights.bound() || windowUnknown > windowCount * weights.unknownMax()) {
        first = b;
      }
    }
    return first;
  }

  /**
   * Hashes the words of a block as {@link NGrams} cuts them. Of Chinese, Japanese, Korean and
   * scripts beyond the largest the training has seen too little for any word to count as known.
   */
  private void block() {
    char[] chars = text;
    int[] units = ASCII_UNITS;
    int[] met = words;
    int from = at;
    int i = from;
    int stop = Math.min(to, from + BLOCK_CHARS_MAX);
    int word = 0;
    int size = 0;
    boolean ended = lineEnded;
    while (i < stop) {
      char c = chars[i++];
      if (c < 128 && units[c] != 0) {
        word = FeatureHash.longer(word, units[c]);
        continue;
      }
      int kind = CharKind.of(c);
      if (kind == CharKind.WORD || kind == CharKind.DIGIT) {
        word =
            FeatureHash.longer(word, kind == CharKind.WORD ? FeatureHash.spread(c) : NGrams.ZERO);
        continue;
      }
      if (word != 0) {
        unknowable[size] = CharKind.hardlySeen(chars[i - 2]);
        met[size++] = FeatureHash.word(word);
        word = 0;
        ended = false;
      }
      if (kind == CharKind.MARK) {
        unknowable[size] = CharKind.hardlySeen(c);
        met[size++] = FeatureHash.word(FeatureHash.spread(c));
        ended = false;
      } else if (kind == CharKind.LINE && !ended) {
        unknowable[size] = false;
        met[size++] = NGrams.LINE_END;
        ended = true;
      }
      if (kind != CharKind.MARK && i - from >= BLOCK_CHARS) {
        break;
      }
    }
    if (word != 0) { // at the end, or in a word without one
      unknowable[size] = CharKind.hardlySeen(chars[i - 1]);
      met[size++] = FeatureHash.word(word);
      ended = false;
    }
    at = i;
    lineEnded = ended;
    weigh(size);
  }

  /**
   * Adds up what the words of a block weigh, and each pair with the one before. Apart from the
   * reading, so that no look-up waits for the guess of where a word ends.
   */
  private void weigh(int size) {
    byte[] features = weights.features();
    int before = last;
    int total = 0;
    int familiar = 0;
    for (int i = 0; i < size; i++) {
      int h = words[i];
      int one = features[ScreenWeights.ofWord(h)];
      total += one + features[ScreenWeights.ofPair(before, h)];
      familiar += one != 0 && !unknowable[i] ? 2 : 0;
      before = h;
    }
    sum = total;
    count = 2 * size;
    known = familiar;
    last = before;
  }

  private static int[] asciiUnits() {
    int[] units = new int[128];
    for (char c = 0; c < units.length; c++) {
      int kind = CharKind.of(c);
      units[c] =
          kind == CharKind.WORD ? FeatureHash.spread(c) : kind == CharKind.DIGIT ? NGrams.ZERO : 0;
    }
    return units;
  }

  private static float[] values() {
    float[] values = new float[2 * WINDOW_BLOCKS * (BLOCK_CHARS_MAX + 2)];
    for (int i = 0; i < values.length; i++) {
      values[i] = AttackModel.value(i, FEATURES_MORE);
    }
    return values;
  }
}
