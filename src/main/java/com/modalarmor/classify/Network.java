package com.modalarmor.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The model while it is trained: float weights, a pass forward over a text, and one step of AdaGrad
 * back through the windows that decided. Single-threaded; deterministic.
 */
final class Network {

  /** Steps; tuned on the dev file. */
  static final class Rates {
    float wide = 0.4f;
    float deep = 0.04f;
    float decay = 1f;
    float drop = 0.15f;
    float wideL2 = 2e-6f;
    float kindWeight = 0.2f;
    float featureDrop = 0.5f;
    float tokenDrop = 0.15f;
    float smooth = 0.01f;
    float rowL2 = 0f;
  }

  final float[] wide = new float[Shape.WIDE];
  final float[] rows = new float[Shape.ROWS * Shape.DIM];
  final float[] conv = new float[Shape.DIM * Shape.CONV];
  final float[] filterBias = new float[Shape.FILTERS];
  final float[] hidden = new float[Shape.INPUTS * Shape.HIDDEN];
  final float[] hiddenBias = new float[Shape.HIDDEN];
  final float[] out = new float[Shape.OUTPUTS * Shape.HIDDEN];
  final float[] outBias = new float[Shape.OUTPUTS];

  private final float[] wideG = new float[Shape.WIDE];
  private final float[] rowsG = new float[Shape.ROWS];
  private final float[] convG = new float[conv.length];
  private final float[] filterBiasG = new float[filterBias.length];
  private final float[] hiddenG = new float[hidden.length];
  private final float[] hiddenBiasG = new float[hiddenBias.length];
  private final float[] outG = new float[out.length];
  private final float[] outBiasG = new float[outBias.length];

  final Rates rates;
  private final SplittableRandom random;

  float wideScale = 1;
  float wideBias = -2;
  boolean deepOnly;
  boolean wideOnly;

  // The text of the last pass.
  private TextFeatures text;
  private int[] best = new int[64 * Shape.FILTERS];
  private final float[] ring = new float[Shape.WIDTH * Shape.CONV];
  private final float[] acc = new float[Shape.FILTERS];
  private final float[] vec = new float[Shape.DIM];
  private final Windows windows = new Windows();
  private final float[] h = new float[Shape.HIDDEN];
  final float[] z = new float[Shape.OUTPUTS];

  // Windows of the last pass, the highest first.
  static final int KEPT = 3;
  final float[] topZ = new float[KEPT];
  final int[] topFirst = new int[KEPT];
  final int[] topLast = new int[KEPT];
  final float[][] topInput = new float[KEPT][Shape.INPUTS];
  int kept;

  private final float[] input = new float[Shape.INPUTS];
  private final float[] inputG = new float[Shape.INPUTS];
  private final float[] hG = new float[Shape.HIDDEN];
  private final float[] vG = new float[Shape.DIM];

  Network(long seed, Rates rates) {
    this.rates = rates;
    this.random = new SplittableRandom(seed);
    uniform(rows, 0.15f);
    Arrays.fill(rows, 0, Shape.DIM, 0);
    uniform(conv, (float) Math.sqrt(3.0 / (Shape.DIM * Shape.WIDTH)));
    uniform(hidden, (float) Math.sqrt(3.0 / Shape.INPUTS));

    Arrays.fill(wideG, 1f);
    float g = 0.1f;
    Arrays.fill(rowsG, g);
    Arrays.fill(convG, g);
    Arrays.fill(filterBiasG, g);
    Arrays.fill(hiddenG, g);
    Arrays.fill(hiddenBiasG, g);
    Arrays.fill(outG, g);
    Arrays.fill(outBiasG, g);
    outBias[0] = -2;
  }

  /** Takes over the weights of a model that was trained before. */
  void load(Weights weights) {
    for (int i = 0; i < wide.length; i++) {
      wide[i] = weights.wide()[i] * weights.wideScale();
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = weights.rows()[i] * weights.rowScale();
    }
    System.arraycopy(weights.conv(), 0, conv, 0, conv.length);
    System.arraycopy(weights.filterBias(), 0, filterBias, 0, filterBias.length);
    System.arraycopy(weights.hidden(), 0, hidden, 0, hidden.length);
    System.arraycopy(weights.hiddenBias(), 0, hiddenBias, 0, hiddenBias.length);
    System.arraycopy(weights.out(), 0, out, 0, out.length);
    System.arraycopy(weights.outBias(), 0, outBias, 0, outBias.length);
  }

  private void uniform(float[] values, float bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1) * bound;
    }
  }

  /** Scores a text; the highest windows are kept for a step back. Returns the highest logit. */
  float forward(TextFeatures features) {
    text = features;
    kept = 0;
    if (best.length < features.blocks * Shape.FILTERS) {
      best = new int[features.blocks * Shape.FILTERS * 2];
    }
    Arrays.fill(ring, 0);
    windows.begin();
    for (int b = 0; b < features.blocks; b++) {
      block(b);
      windows.push(features.stats, b * Shape.STATS, features.surpriseMax[b], this::window);
    }
    windows.finish(this::window);
    return kept == 0 ? -10 : topZ[0];
  }

  private void block(int b) {
    float sum = 0;
    for (int i = text.wideStart[b]; i < text.wideStart[b + 1]; i++) {
      sum += wide[text.wide[i]];
    }
    windows.wide = sum * wideScale;
    windows.wideCount = text.wideStart[b + 1] - text.wideStart[b];
    float[] filters = windows.filters;
    int slot = windows.filterSlot();
    float[] bag = windows.vector;
    Arrays.fill(bag, 0);
    for (int f = 0; f < Shape.FILTERS; f++) {
      filters[slot + f] = 0;
      best[b * Shape.FILTERS + f] = -1;
    }
    for (int t = text.tokenStart[b]; t < text.tokenStart[b + 1]; t++) {
      vector(t, vec);
      for (int d = 0; d < Shape.DIM; d++) {
        bag[d] += vec[d];
      }
      int own = (t % Shape.WIDTH) * Shape.CONV;
      Arrays.fill(ring, own, own + Shape.CONV, 0);
      for (int d = 0; d < Shape.DIM; d++) {
        float v = vec[d];
        int w = d * Shape.CONV;
        for (int j = 0; j < Shape.CONV; j++) {
          ring[own + j] += v * conv[w + j];
        }
      }
      System.arraycopy(filterBias, 0, acc, 0, Shape.FILTERS);
      for (int k = 0; k < Shape.WIDTH && k <= t; k++) {
        int from = ((t - k) % Shape.WIDTH) * Shape.CONV + k * Shape.FILTERS;
        for (int f = 0; f < Shape.FILTERS; f++) {
          acc[f] += ring[from + f];
        }
      }
      for (int f = 0; f < Shape.FILTERS; f++) {
        if (acc[f] > filters[slot + f]) {
          filters[slot + f] = acc[f];
          best[b * Shape.FILTERS + f] = t;
        }
      }
    }
  }

  private void vector(int t, float[] to) {
    int a = text.rows[2 * t] * Shape.DIM;
    int s = text.rows[2 * t + 1] * Shape.DIM;
    for (int d = 0; d < Shape.DIM; d++) {
      to[d] = rows[a + d] + rows[s + d];
    }
  }

  private void window(int first, int last, float[] in) {
    float logit = both(in);
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

  /** The attack's logit; all outputs are in {@link #z}. */
  float evaluate(float[] in) {
    System.arraycopy(hiddenBias, 0, h, 0, Shape.HIDDEN);
    for (int i = 0; i < Shape.INPUTS; i++) {
      float v = in[i];
      if (v != 0) {
        int w = i * Shape.HIDDEN;
        for (int j = 0; j < Shape.HIDDEN; j++) {
          h[j] += v * hidden[w + j];
        }
      }
    }
    for (int j = 0; j < Shape.HIDDEN; j++) {
      h[j] = Math.max(0, h[j]);
    }
    for (int o = 0; o < Shape.OUTPUTS; o++) {
      float sum = outBias[o];
      for (int j = 0; j < Shape.HIDDEN; j++) {
        sum += h[j] * out[o * Shape.HIDDEN + j];
      }
      z[o] = sum;
    }
    return z[0];
  }

  private float both(float[] in) {
    float n = in[Windows.IN_WIDE] + wideBias;
    float block = in[Windows.IN_WIDE + 1];
    float own = in[Windows.IN_WIDE];
    in[Windows.IN_WIDE] = 0;
    in[Windows.IN_WIDE + 1] = 0;
    float d = evaluate(in);
    in[Windows.IN_WIDE] = own;
    in[Windows.IN_WIDE + 1] = block;
    return deepOnly ? d : wideOnly ? n : n + d;
  }

  /** One step on kept window {@code index}; returns the loss. */
  float learn(int index, boolean attack, int kind, float weight) {
    drop(topInput[index]);
    evaluate(input);
    float target = attack ? 1 - rates.smooth : rates.smooth;
    // Each half is fitted as if it were alone: two judges that err apart are better than one.
    float n = topInput[index][Windows.IN_WIDE];
    wideStep(topFirst[index], topLast[index], (sigmoid(n + wideBias) - target) * weight);
    float p = sigmoid(z[0]);
    float g = (p - target) * weight;
    float loss = -(float) Math.log(Math.max(1e-7, attack ? p : 1 - p)) * weight;
    Arrays.fill(hG, 0);
    if (attack && kind >= 0) {
      kindStep(kind, weight * rates.kindWeight);
    }
    outputStep(0, g);
    Arrays.fill(inputG, 0);
    for (int j = 0; j < Shape.HIDDEN; j++) {
      hG[j] = h[j] > 0 ? hG[j] : 0;
      hiddenBias[j] -= step(hiddenBiasG, j, hG[j], rates.deep);
    }
    for (int i = 0; i < Shape.INPUTS; i++) {
      float v = input[i];
      if (v == 0) {
        continue; // dropped or absent
      }
      int w = i * Shape.HIDDEN;
      float sum = 0;
      for (int j = 0; j < Shape.HIDDEN; j++) {
        float d = hG[j];
        if (d != 0) {
          sum += d * hidden[w + j];
          hidden[w + j] -= step(hiddenG, w + j, d * v, rates.deep);
        }
      }
      inputG[i] = sum;
    }
    back(topFirst[index], topLast[index]);
    return loss;
  }

  private void drop(float[] from) {
    float keep = 1 / (1 - rates.drop);
    for (int i = 0; i < Shape.INPUTS; i++) {
      input[i] = random.nextDouble() < rates.drop ? 0 : from[i] * keep;
    }
    input[Windows.IN_WIDE] = 0;
    input[Windows.IN_WIDE + 1] = 0;
  }

  private void kindStep(int kind, float weight) {
    float max = Math.max(Math.max(z[1], z[2]), Math.max(z[3], z[4]));
    float sum = 0;
    for (int o = 1; o < Shape.OUTPUTS; o++) {
      sum += (float) Math.exp(z[o] - max);
    }
    for (int o = 1; o < Shape.OUTPUTS; o++) {
      float p = (float) Math.exp(z[o] - max) / sum;
      outputStep(o, (p - (o - 1 == kind ? 1 : 0)) * weight);
    }
  }

  private void outputStep(int o, float g) {
    for (int j = 0; j < Shape.HIDDEN; j++) {
      int w = o * Shape.HIDDEN + j;
      hG[j] += g * out[w];
      out[w] -= step(outG, w, g * h[j], rates.deep);
    }
    outBias[o] -= step(outBiasG, o, g, rates.deep);
  }

  private void wideStep(int first, int last, float error) {
    int from = text.wideStart[first];
    int to = text.wideStart[last + 1];
    float g = wideScale * error / (float) Math.sqrt(to - from + 40);
    for (int i = from; i < to; i++) {
      int w = text.wide[i];
      wide[w] -= step(wideG, w, g + wide[w] * rates.wideL2, rates.wide);
    }
    wideBias -= 0.01f * rates.decay * error;
  }

  private void back(int first, int last) {
    for (int f = 0; f < Shape.FILTERS; f++) {
      if (inputG[f] != 0) {
        filterBack(f, inputG[f], first, last);
      }
    }
    int tokens = text.tokenStart[last + 1] - text.tokenStart[first];
    if (tokens > 0) {
      boolean any = false;
      for (int d = 0; d < Shape.DIM; d++) {
        int i = Windows.IN_VECTOR + d;
        float own = inputG[i] + inputG[i + 2 * Shape.DIM] * input[i + Shape.DIM];
        vG[d] = own / tokens;
        any |= own != 0;
      }
      for (int t = text.tokenStart[first]; any && t < text.tokenStart[last + 1]; t++) {
        tokenStep(t, vG);
      }
    }
  }

  private void filterBack(int f, float g, int first, int last) {
    // The first block that reached the greatest value is the one that passed it on.
    int t = -1;
    float max = 0;
    for (int b = first; b <= last; b++) {
      int candidate = best[b * Shape.FILTERS + f];
      if (candidate >= 0) {
        float v = response(f, candidate);
        if (t < 0 || v > max) {
          max = v;
          t = candidate;
        }
      }
    }
    if (t < 0) {
      return;
    }
    filterBias[f] -= step(filterBiasG, f, g, rates.deep);
    for (int k = 0; k < Shape.WIDTH && k <= t; k++) {
      vector(t - k, vec);
      for (int d = 0; d < Shape.DIM; d++) {
        int w = d * Shape.CONV + k * Shape.FILTERS + f;
        vG[d] = g * conv[w];
        conv[w] -= step(convG, w, g * vec[d], rates.deep);
      }
      tokenStep(t - k, vG);
    }
  }

  private float response(int f, int t) {
    float sum = filterBias[f];
    for (int k = 0; k < Shape.WIDTH && k <= t; k++) {
      vector(t - k, vec);
      for (int d = 0; d < Shape.DIM; d++) {
        sum += vec[d] * conv[d * Shape.CONV + k * Shape.FILTERS + f];
      }
    }
    return sum;
  }

  private void tokenStep(int t, float[] g) {
    rowStep(text.rows[2 * t], g);
    int sub = text.rows[2 * t + 1];
    if (sub != 0) {
      rowStep(sub, g);
    }
  }

  /** One rate a row: its numbers are learned together. */
  private void rowStep(int row, float[] g) {
    float square = 0;
    for (int d = 0; d < Shape.DIM; d++) {
      square += g[d] * g[d];
    }
    rowsG[row] += square / Shape.DIM;
    float rate = rates.deep * rates.decay / (float) Math.sqrt(rowsG[row]);
    int at = row * Shape.DIM;
    for (int d = 0; d < Shape.DIM; d++) {
      rows[at + d] -= rate * (g[d] + rates.rowL2 * rows[at + d]);
    }
  }

  private float step(float[] squares, int at, float g, float rate) {
    float s = squares[at] + g * g;
    squares[at] = s;
    return rate * rates.decay * g / (float) Math.sqrt(s);
  }

  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
