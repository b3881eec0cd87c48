package com.modalarmor.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The model while it is trained: a pass forward over a text, and steps back through the windows
 * that decided. Single-threaded; deterministic.
 *
 * <p>Two halves judge a window, the n-grams' weights and the networks, and each is fitted as if it
 * were alone: judges that err apart are better together than one.
 */
final class Network implements Windows.Sink {

  /** Steps and noise; tuned on the dev file. */
  static final class Rates {
    float deep = 0.04f;
    float decay = 1f;
    float drop = 0.3f;
    float tokenDrop = 0.2f;
    float smooth = 0.01f;
    float kindWeight = 0.2f;
  }

  /** Windows of a text that are kept for a step back, the highest first. */
  static final int KEPT = 3;

  final Rates rates;

  /** The n-grams' weights; fitted apart, see {@link WideLearner}. Null while the networks learn. */
  float[] wide;

  /** Shift of the n-grams' logit of a window, and of two blocks. */
  final float[] wideBias = new float[2];

  final Phrases phrases = new Phrases();
  final JudgeLearner blocks =
      new JudgeLearner(Judge.empty(Shape.BLOCK_INPUTS, Shape.BLOCK_HIDDEN, Shape.CUES));
  final JudgeLearner windows =
      new JudgeLearner(Judge.empty(Shape.INPUTS, Shape.HIDDEN, Shape.OUTPUTS));
  final float[] topZ = new float[KEPT];
  int kept;

  private final SplittableRandom random;
  private final Windows ring = new Windows();
  private final int[] topFirst = new int[KEPT];
  private final int[] topLast = new int[KEPT];
  private final float[][] topInput = new float[KEPT][Shape.INPUTS];
  private final float[] input = new float[Shape.INPUTS];
  private final float[] outSlope = new float[Shape.OUTPUTS];
  private final float[] cueSlope = new float[Shape.CUES];
  private final float[] vectorSlope = new float[Shape.DIM];
  private final float[] blockInput = new float[Shape.BLOCK_INPUTS];

  private TextFeatures text;
  private float[] blockInputs = new float[64 * Shape.BLOCK_INPUTS];
  private float[] blockCues = new float[64 * Shape.CUES];

  Network(long seed, Rates rates) {
    this.rates = rates;
    this.random = new SplittableRandom(seed);
    phrases.randomise(random);
    blocks.randomise(random, (float) Math.sqrt(3.0 / Shape.BLOCK_HIDDEN));
    windows.randomise(random, 0);
    windows.judge.outBias()[0] = -2;
  }

  /** Takes over the weights of a model that was trained before. */
  void load(Weights weights) {
    wide = new float[Shape.WIDE];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = weights.wide()[i] * weights.wideScale();
    }
    System.arraycopy(weights.wideBias(), 0, wideBias, 0, wideBias.length);
    for (int i = 0; i < phrases.rows.length; i++) {
      phrases.rows[i] = weights.rows()[i] * weights.rowScale();
    }
    System.arraycopy(weights.conv(), 0, phrases.conv, 0, phrases.conv.length);
    System.arraycopy(weights.filterBias(), 0, phrases.bias, 0, phrases.bias.length);
    copy(weights.blocks(), blocks.judge);
    copy(weights.windows(), windows.judge);
  }

  private static void copy(Judge from, Judge to) {
    System.arraycopy(from.hidden(), 0, to.hidden(), 0, to.hidden().length);
    System.arraycopy(from.hiddenBias(), 0, to.hiddenBias(), 0, to.hiddenBias().length);
    System.arraycopy(from.out(), 0, to.out(), 0, to.out().length);
    System.arraycopy(from.outBias(), 0, to.outBias(), 0, to.outBias().length);
  }

  /** Scores a text; the highest windows are kept for a step back. Returns the highest logit. */
  float forward(TextFeatures features) {
    text = features;
    kept = 0;
    if (blockCues.length < features.blocks * Shape.CUES) {
      blockCues = new float[features.blocks * Shape.CUES * 2];
      blockInputs = new float[features.blocks * Shape.BLOCK_INPUTS * 2];
    }
    phrases.begin(features);
    ring.begin();
    for (int b = 0; b < features.blocks; b++) {
      float sum = 0;
      for (int i = features.wideStart[b]; wide != null && i < features.wideStart[b + 1]; i++) {
        sum += wide[features.wide[i]];
      }
      ring.wide = sum;
      ring.wideCount = features.wideStart[b + 1] - features.wideStart[b];
      phrases.block(b, ring.filters, ring.filterSlot(), ring.vector);
      ring.push(features.stats, b * Shape.STATS, features.surpriseMax[b], this);
    }
    ring.finish(this);
    return kept == 0 ? -10 : topZ[0];
  }

  @Override
  public void block(int block, float[] in, float[] cues, int at) {
    System.arraycopy(in, 0, blockInputs, block * Shape.BLOCK_INPUTS, Shape.BLOCK_INPUTS);
    blocks.judge.see(in, blocks.h);
    for (int c = 0; c < Shape.CUES; c++) {
      cues[at + c] = blocks.judge.say(c, blocks.h);
      blockCues[block * Shape.CUES + c] = cues[at + c];
    }
  }

  @Override
  public void window(int first, int last, float[] in, float wideSum, float local) {
    windows.judge.see(in, windows.h);
    float logit = windows.judge.say(0, windows.h);
    if (wide != null) {
      logit += wideLogit(wideSum, local, wideBias);
    }
    int at = kept;
    while (at > 0 && topZ[at - 1] < logit) {
      at--;
    }
    if (at == KEPT) {
      return;
    }
    int end = Math.min(kept, KEPT - 1);
    float[] spare = topInput[end];
    for (int i = end; i > at; i--) {
      topZ[i] = topZ[i - 1];
      topFirst[i] = topFirst[i - 1];
      topLast[i] = topLast[i - 1];
      topInput[i] = topInput[i - 1];
    }
    topInput[at] = spare;
    System.arraycopy(in, 0, spare, 0, Shape.INPUTS);
    topZ[at] = logit;
    topFirst[at] = first;
    topLast[at] = last;
    kept = Math.min(KEPT, kept + 1);
  }

  /** One step on kept window {@code index}; returns the loss. */
  float learn(int index, boolean attack, int kind, float weight) {
    int first = topFirst[index];
    int last = topLast[index];
    float target = attack ? 1 - rates.smooth : rates.smooth;
    float keep = 1 / (1 - rates.drop);
    for (int i = 0; i < Shape.INPUTS; i++) {
      input[i] = random.nextDouble() < rates.drop ? 0 : topInput[index][i] * keep;
    }
    float rate = rates.deep * rates.decay;
    windows.judge.see(input, windows.h);
    float p = sigmoid(windows.judge.say(0, windows.h));
    Arrays.fill(outSlope, 0);
    outSlope[0] = (p - target) * weight;
    if (attack && kind >= 0) {
      kindSlope(kind, weight * rates.kindWeight);
    }
    windows.step(input, outSlope, rate);
    for (int f = 0; f < Shape.FILTERS; f++) {
      if (windows.inputSlope[f] != 0) {
        phrases.filterBack(f, windows.inputSlope[f] * keep, first, last, rate);
      }
    }
    for (int d = 0; d < Shape.DIM; d++) {
      vectorSlope[d] = windows.inputSlope[Windows.W_VECTOR + d] * keep;
    }
    phrases.meanBack(vectorSlope, first, last, rate);
    for (int c = 0; c < Shape.CUES; c++) {
      float g = windows.inputSlope[Windows.W_CUES + c] * keep;
      if (g != 0) {
        cueBack(c, g, first, last, rate);
      }
    }
    return -(float) Math.log(Math.max(1e-7, attack ? p : 1 - p)) * weight;
  }

  private void kindSlope(int kind, float weight) {
    float sum = 0;
    for (int o = 1; o < Shape.OUTPUTS; o++) {
      outSlope[o] = (float) Math.exp(Math.min(20, windows.judge.say(o, windows.h)));
      sum += outSlope[o];
    }
    for (int o = 1; o < Shape.OUTPUTS; o++) {
      outSlope[o] = (outSlope[o] / sum - (o - 1 == kind ? 1 : 0)) * weight;
    }
  }

  /** A step for the block that gave the greatest cue. */
  private void cueBack(int cue, float g, int first, int last, float rate) {
    int block = first;
    for (int b = first + 1; b <= last; b++) {
      if (blockCues[b * Shape.CUES + cue] > blockCues[block * Shape.CUES + cue]) {
        block = b;
      }
    }
    System.arraycopy(blockInputs, block * Shape.BLOCK_INPUTS, blockInput, 0, Shape.BLOCK_INPUTS);
    blocks.judge.see(blockInput, blocks.h);
    Arrays.fill(cueSlope, 0);
    cueSlope[cue] = g;
    blocks.step(blockInput, cueSlope, rate);
    for (int f = 0; f < Shape.FILTERS; f++) {
      if (blocks.inputSlope[f] != 0) {
        phrases.filterBack(f, blocks.inputSlope[f], block, block, rate);
      }
    }
    for (int d = 0; d < Shape.DIM; d++) {
      int i = Windows.B_VECTOR + d;
      vectorSlope[d] =
          blocks.inputSlope[i] + blocks.inputSlope[i + 2 * Shape.DIM] * blockInput[i + Shape.DIM];
    }
    phrases.meanBack(vectorSlope, block, block, rate);
  }

  /** What n-grams say of a window: as a whole, or of two blocks in it if that is worse. */
  static float wideLogit(float wide, float local, float[] bias) {
    return Math.max(wide + bias[0], local + bias[1]);
  }

  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
