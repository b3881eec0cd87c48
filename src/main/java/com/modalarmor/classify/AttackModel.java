package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Tells how likely a text is an attack, by one small network over overlapping windows of the whole
 * text. Immutable; shared between threads, each with a {@link Scratch} of its own.
 *
 * <p>Time is linear in the text, and memory does not grow with it.
 */
public final class AttackModel {

  /** A text from the user. */
  public static final int INPUT = 0;

  /** A retrieved passage. */
  public static final int RETRIEVED = 1;

  /** A tool's result. */
  public static final int TOOL = 2;

  /** The model's answer. */
  public static final int OUTPUT = 3;

  private static final int FILTER_LONGS = Shape.FILTERS / 4;
  private static final int TOKEN_LONGS = 2 * PhraseTable.LONGS;
  private static final int VECTOR_AT = 2 * Shape.CONV / 8;
  private static final int FILTER_ZERO = 2 * Shape.WIDTH * PhraseTable.ZERO;
  private static final long HIGH = 0x8000800080008000L;

  private final Weights weights;
  private final PhraseTable table;
  private final String card;
  private final String fingerprint;

  AttackModel(Weights weights, String card, String fingerprint) {
    this.weights = weights;
    this.table = new PhraseTable(weights);
    this.card = card;
    this.fingerprint = fingerprint;
  }

  /** What the file says of itself: data, counts, command, measures; JSON. */
  public String card() {
    return card;
  }

  /** Eight hex digits that tell two models apart. */
  public String fingerprint() {
    return fingerprint;
  }

  Weights weights() {
    return weights;
  }

  /** Working memory for one thread. */
  public Scratch newScratch() {
    return new Scratch(this);
  }

  /**
   * Scores a folded text; the answer is in {@code scratch} until the next call.
   *
   * @param channel {@link #INPUT}, {@link #RETRIEVED}, {@link #TOOL} or {@link #OUTPUT}
   */
  public void score(char[] chars, int from, int to, int channel, Scratch scratch) {
    if (scratch.model != this) {
      throw new IllegalArgumentException("scratch of another model");
    }
    scratch.begin();
    scratch.reader.begin(chars, from, to);
    while (scratch.reader.next()) {
      scratch.block();
    }
    scratch.windows.finish(scratch);
    float z = scratch.logit;
    float[] c = weights.calibration();
    scratch.probability = scratch.found ? Network.sigmoid(c[0] * z + c[1] + c[2 + channel]) : 0;
  }

  /** Working memory and the answer of the last text. Single-threaded. */
  public static final class Scratch implements Windows.Sink {

    final BlockReader reader;
    final Windows windows = new Windows();
    float logit;
    boolean found;
    float probability;
    private final AttackModel model;
    private final long[] ring = new long[Shape.WIDTH * TOKEN_LONGS];
    private final long[] max = new long[FILTER_LONGS];
    private final long[] vector = new long[Shape.DIM / 4];
    private final int[] blockStart = new int[Windows.RING];
    private final int[] blockEnd = new int[Windows.RING];
    private final float[] blockHidden = new float[Shape.BLOCK_HIDDEN];
    private final float[] hidden = new float[Shape.HIDDEN];
    private final float[] bestHidden = new float[Shape.HIDDEN];
    private int blocks;
    private int ringAt;
    private int start;
    private int end;

    private Scratch(AttackModel model) {
      this.model = model;
      this.reader = new BlockReader(model.weights.surprise());
    }

    /** Between 0 and 1; from 0.5 on the text counts as an attack. */
    public float probability() {
      return probability;
    }

    /** Where the most suspicious window begins, as an index of the characters scored. */
    public int start() {
      return start;
    }

    public int end() {
      return end;
    }

    /** What sort of attack it would be. */
    public AttackKind kind() {
      int best = 1;
      float bestZ = Float.NEGATIVE_INFINITY;
      for (int o = 1; o < Shape.OUTPUTS; o++) {
        float z = model.weights.windows().say(o, bestHidden);
        if (z > bestZ) {
          bestZ = z;
          best = o;
        }
      }
      return AttackKind.at(best - 1);
    }

    private void begin() {
      windows.begin();
      blocks = 0;
      ringAt = 0;
      found = false;
      logit = Float.NEGATIVE_INFINITY;
      start = 0;
      end = 0;
      Arrays.fill(ring, 2L * PhraseTable.ZERO * 0x0001000100010001L); // rows of zeros
    }

    private void block() {
      int slot = blocks & (Windows.RING - 1);
      blockStart[slot] = reader.start;
      blockEnd[slot] = reader.end;
      blocks++;
      wide();
      Arrays.fill(max, 0);
      Arrays.fill(vector, 0);
      for (int t = 0; t < reader.tokens; t++) {
        token(reader.rows[2 * t] * PhraseTable.LONGS, reader.rows[2 * t + 1] * PhraseTable.LONGS);
      }
      int at = windows.filterSlot();
      Weights w = model.weights;
      for (int f = 0; f < Shape.FILTERS; f++) {
        int sum = (int) (max[PhraseTable.longOf(f)] >>> PhraseTable.shiftOf(f)) & 0xFFFF;
        float v = (sum - FILTER_ZERO) * model.table.filterScale[f] + w.filterBias()[f];
        windows.filters[at + f] = reader.tokens == 0 ? 0 : Math.max(0, v);
      }
      int zero = 2 * PhraseTable.ZERO * reader.tokens;
      for (int d = 0; d < Shape.DIM; d++) {
        int sum = (int) (vector[PhraseTable.longOf(d)] >>> PhraseTable.shiftOf(d)) & 0xFFFF;
        windows.vector[d] = (sum - zero) * model.table.vectorScale;
      }
      windows.push(reader.stats, 0, reader.surpriseMax, this);
    }

    private void wide() {
      byte[] weights = model.weights.wide();
      int[] ids = reader.wide;
      int n = reader.wideCount;
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum += weights[ids[i]];
      }
      windows.wide = sum * model.weights.wideScale();
      windows.wideCount = n;
    }

    private void token(int word, int sub) {
      long[] rows = model.table.rows;
      long[] past = ring;
      int own = ringAt * TOKEN_LONGS;
      for (int i = 0; i < PhraseTable.LONGS; i++) {
        long a = rows[word + i];
        long b = rows[sub + i];
        past[own + 2 * i] = (a & PhraseTable.LANES) + (b & PhraseTable.LANES);
        past[own + 2 * i + 1] = (a >>> 8 & PhraseTable.LANES) + (b >>> 8 & PhraseTable.LANES);
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] += past[own + VECTOR_AT + i];
      }
      int one = FILTER_LONGS + (ringAt + 3 & 3) * TOKEN_LONGS;
      int two = 2 * FILTER_LONGS + (ringAt + 2 & 3) * TOKEN_LONGS;
      int three = 3 * FILTER_LONGS + (ringAt + 1 & 3) * TOKEN_LONGS;
      for (int i = 0; i < FILTER_LONGS; i++) {
        long sum = past[own + i] + past[one + i] + past[two + i] + past[three + i];
        // The greater of each lane of 16 bits; the lanes' highest bits are free.
        long m = max[i];
        long greater = (((sum | HIGH) - m) & HIGH) >>> 15;
        long mask = greater * 0xFFFF;
        max[i] = (sum & mask) | (m & ~mask);
      }
      ringAt = ringAt + 1 & 3;
    }

    @Override
    public void block(int block, float[] in, float[] cues, int at) {
      Judge judge = model.weights.blocks();
      judge.see(in, blockHidden);
      for (int c = 0; c < Shape.CUES; c++) {
        cues[at + c] = judge.say(c, blockHidden);
      }
    }

    @Override
    public void window(int first, int last, float[] in, float wide, float local) {
      Weights w = model.weights;
      w.windows().see(in, hidden);
      float z = w.windows().say(0, hidden) + Network.wideLogit(wide, local, w.wideBias());
      if (z > logit || !found) {
        found = true;
        logit = z;
        start = blockStart[first & (Windows.RING - 1)];
        end = blockEnd[last & (Windows.RING - 1)];
        System.arraycopy(hidden, 0, bestHidden, 0, Shape.HIDDEN);
      }
    }
  }
}
