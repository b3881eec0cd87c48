package com.modalarmor.classify;

import com.modalarmor.text.Pause;
import java.util.Arrays;

/**
 * Tells how likely a text is an attack: a linear model over hashed n-grams, read in overlapping
 * windows of one to {@link #WINDOW_BLOCKS} blocks over the whole text, of which the most suspicious
 * one counts: a short attack in a long text is not diluted, a long one is seen whole. Immutable;
 * shared between threads, each with a {@link Scratch} of its own.
 *
 * <p>Each feature is read once and each window is the sum of its blocks, so time is linear in the
 * text, and memory does not grow with it.
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

  /** Blocks of the longest window. */
  static final int WINDOW_BLOCKS = 6;

  private static final int FEATURES_MORE = 300;

  /** Blocks between two pauses, a power of two: some 8,000 characters. */
  private static final int PAUSE_BLOCKS = 64;

  private final Weights weights;
  private final String card;
  private final String fingerprint;

  AttackModel(Weights weights, String card, String fingerprint) {
    this.weights = weights;
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
    return newScratch(Pause.NONE);
  }

  /** The same for texts of any length. */
  public Scratch newScratch(Pause pause) {
    return new Scratch(this, pause);
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
    scratch.read(chars, from, to);
    float[] c = weights.calibration();
    scratch.probability = scratch.found ? sigmoid(c[0] * scratch.logit + c[1] + c[2 + channel]) : 0;
  }

  /**
   * The same, and remembers where each window stands that alone is at least so probable an attack:
   * {@link Scratch#suspects}.
   */
  public void survey(
      char[] chars, int from, int to, int channel, float probabilityMin, Scratch scratch) {
    float[] c = weights.calibration();
    double logit = Math.log(probabilityMin / (1.0 - probabilityMin));
    scratch.suspectMin = (float) ((logit - c[1] - c[2 + channel]) / c[0]);
    scratch.suspectCount = 0;
    score(chars, from, to, channel, scratch);
    scratch.suspectMin = Float.POSITIVE_INFINITY;
  }

  static float sigmoid(float z) {
    return (float) (1 / (1 + Math.exp(-z)));
  }

  /** Working memory and the answer of the last text. Single-threaded. */
  public static final class Scratch {

    float logit;
    boolean found;
    private final AttackModel model;
    private final Pause pause;
    private final NGrams reader = new NGrams();
    private final int[] kindSums = new int[Weights.KINDS];
    private final int[] sums = new int[WINDOW_BLOCKS];
    private final int[] counts = new int[WINDOW_BLOCKS];
    private final int[] starts = new int[WINDOW_BLOCKS];

    /** Of each block at which suspicious windows end, the shortest one; see {@link #survey}. */
    private int[] suspectStarts = new int[32];

    private int[] suspectEnds = new int[32];
    private int suspectCount;
    private float suspectMin = Float.POSITIVE_INFINITY;
    private char[] chars = new char[0];
    private float probability;
    private int start;
    private int end;

    private Scratch(AttackModel model, Pause pause) {
      this.model = model;
      this.pause = pause;
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

    /** What sort of attack it would be; reads the most suspicious window once more. */
    public AttackKind kind() {
      byte[] kinds = model.weights.kinds();
      Arrays.fill(kindSums, 0);
      reader.begin(chars, start, end);
      while (reader.next()) {
        for (int i = 0; i < reader.count; i++) {
          int at = (reader.ids[i] & (Weights.KIND_FEATURES - 1)) * Weights.KINDS;
          for (int kind = 0; kind < kindSums.length; kind++) {
            kindSums[kind] += kinds[at + kind];
          }
        }
      }
      int best = 0;
      for (int kind = 1; kind < kindSums.length; kind++) {
        best = kindSums[kind] > kindSums[best] ? kind : best;
      }
      return AttackKind.at(best);
    }

    /**
     * True when a window that the last survey found suspicious stands in that range, or not more
     * than a block beyond it: blocks begin elsewhere when a range is read alone.
     */
    public boolean suspects(int from, int to) {
      int low = 0;
      int high = suspectCount;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (suspectEnds[middle] <= from) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      while (low < suspectCount && suspectEnds[low] <= to + NGrams.BLOCK_CHARS_MAX) {
        if (suspectStarts[low++] >= from - NGrams.BLOCK_CHARS_MAX) {
          return true;
        }
      }
      return false;
    }

    /** Windows come by their ends, the shortest first. */
    private void suspect(int windowStart, int windowEnd) {
      if (suspectCount > 0 && suspectEnds[suspectCount - 1] == windowEnd) {
        return;
      }
      if (suspectCount == suspectEnds.length) {
        suspectStarts = Arrays.copyOf(suspectStarts, 2 * suspectCount);
        suspectEnds = Arrays.copyOf(suspectEnds, 2 * suspectCount);
      }
      suspectStarts[suspectCount] = windowStart;
      suspectEnds[suspectCount++] = windowEnd;
    }

    private void read(char[] text, int from, int to) {
      chars = text;
      found = false;
      logit = Float.NEGATIVE_INFINITY;
      start = from;
      end = from;
      byte[] features = model.weights.features();
      float scale = model.weights.scale();
      float bias = model.weights.bias();
      int blocks = 0;
      reader.begin(text, from, to);
      while (reader.nextSum(features)) {
        int slot = blocks % WINDOW_BLOCKS;
        sums[slot] = reader.sum;
        counts[slot] = reader.count;
        starts[slot] = reader.start;
        blocks++;
        if ((blocks & (PAUSE_BLOCKS - 1)) == 0) {
          pause.here();
        }
        windowsEndingHere(Math.min(blocks, WINDOW_BLOCKS), slot, scale, bias);
      }
    }

    private void windowsEndingHere(int most, int lastSlot, float scale, float bias) {
      int sum = 0;
      int count = 0;
      for (int size = 1; size <= most; size++) {
        int slot = (lastSlot - size + 1 + WINDOW_BLOCKS) % WINDOW_BLOCKS;
        sum += sums[slot];
        count += counts[slot];
        window(sum, count, scale, bias, starts[slot]);
      }
    }

    private void window(int sum, int count, float scale, float bias, int windowStart) {
      float z = logitOf(sum * scale, count, bias);
      if (z >= suspectMin && count > 0) {
        suspect(windowStart, reader.end);
      }
      if (count > 0 && (z > logit || !found)) {
        found = true;
        logit = z;
        start = windowStart;
        end = reader.end;
      }
    }
  }

  /**
   * Long windows would win by their length alone, short ones by chance: a sum counts by the root of
   * its features, and of some more.
   */
  static float value(int count) {
    return (float) (1 / Math.sqrt(count + FEATURES_MORE));
  }

  static float logitOf(float sum, int count, float bias) {
    return sum * value(count) + bias;
  }
}
