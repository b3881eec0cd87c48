package com.modalarmor.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Trains a {@link Judge} by AdaGrad, one example a step. Single-threaded. */
final class JudgeLearner {

  private static final float FIRST_SQUARE = 0.1f;

  final Judge judge;
  final float[] h;

  /** Of the last step: the loss's slope for each input. */
  final float[] inputSlope;

  private final float[] hSlope;
  private final float[] hiddenSquares;
  private final float[] hiddenBiasSquares;
  private final float[] outSquares;
  private final float[] outBiasSquares;

  JudgeLearner(Judge judge) {
    this.judge = judge;
    h = new float[judge.units()];
    hSlope = new float[judge.units()];
    inputSlope = new float[judge.inputs()];
    hiddenSquares = filled(judge.hidden().length);
    hiddenBiasSquares = filled(judge.units());
    outSquares = filled(judge.out().length);
    outBiasSquares = filled(judge.outputs());
  }

  private static float[] filled(int n) {
    float[] squares = new float[n];
    Arrays.fill(squares, FIRST_SQUARE);
    return squares;
  }

  /** {@code outBound} 0 = the outputs begin at nothing. */
  void randomise(SplittableRandom random, float outBound) {
    uniform(judge.hidden(), (float) Math.sqrt(3.0 / judge.inputs()), random);
    uniform(judge.out(), outBound, random);
  }

  static void uniform(float[] values, float bound, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1) * bound;
    }
  }

  /** One step for the hidden layer in {@link #h} and the slope of each output. */
  void step(float[] in, float[] outSlope, float rate) {
    Arrays.fill(hSlope, 0);
    int n = judge.units();
    for (int o = 0; o < judge.outputs(); o++) {
      float g = outSlope[o];
      if (g == 0) {
        continue;
      }
      for (int j = 0; j < n; j++) {
        int w = o * n + j;
        hSlope[j] += g * judge.out()[w];
        judge.out()[w] -= change(outSquares, w, g * h[j], rate);
      }
      judge.outBias()[o] -= change(outBiasSquares, o, g, rate);
    }
    for (int j = 0; j < n; j++) {
      hSlope[j] = h[j] > 0 ? hSlope[j] : 0;
      judge.hiddenBias()[j] -= change(hiddenBiasSquares, j, hSlope[j], rate);
    }
    Arrays.fill(inputSlope, 0);
    float[] hidden = judge.hidden();
    for (int i = 0; i < judge.inputs(); i++) {
      float v = in[i];
      if (v == 0) {
        continue; // left out, or nothing to pass on
      }
      float sum = 0;
      for (int j = 0; j < n; j++) {
        float d = hSlope[j];
        if (d != 0) {
          int w = i * n + j;
          sum += d * hidden[w];
          hidden[w] -= change(hiddenSquares, w, d * v, rate);
        }
      }
      inputSlope[i] = sum;
    }
  }

  /** How far a weight moves; its sum of squares grows. */
  static float change(float[] squares, int at, float g, float rate) {
    float s = squares[at] + g * g;
    squares[at] = s;
    return rate * g / (float) Math.sqrt(s);
  }
}
