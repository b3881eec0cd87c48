package com.modalarmor.classify;

/**
 * One hidden layer with rectifier, then a linear layer. Immutable by agreement: only training
 * writes to the arrays.
 *
 * @param hidden for each input, its weight in each hidden unit
 * @param out for each output, its weights
 */
record Judge(
    int inputs,
    int units,
    int outputs,
    float[] hidden,
    float[] hiddenBias,
    float[] out,
    float[] outBias) {

  static Judge empty(int inputs, int units, int outputs) {
    return new Judge(
        inputs,
        units,
        outputs,
        new float[inputs * units],
        new float[units],
        new float[outputs * units],
        new float[outputs]);
  }

  Judge copy() {
    return new Judge(
        inputs, units, outputs, hidden.clone(), hiddenBias.clone(), out.clone(), outBias.clone());
  }

  /** Fills the hidden layer {@code h}. */
  void see(float[] in, float[] h) {
    System.arraycopy(hiddenBias, 0, h, 0, units);
    int n = units;
    for (int i = 0; i < inputs; i++) {
      float v = in[i];
      if (v != 0) {
        int row = i * n;
        for (int j = 0; j < n; j++) {
          h[j] += v * hidden[row + j];
        }
      }
    }
    for (int j = 0; j < n; j++) {
      h[j] = Math.max(0, h[j]);
    }
  }

  /** One output for a hidden layer. */
  float say(int output, float[] h) {
    float sum = outBias[output];
    int row = output * units;
    for (int j = 0; j < units; j++) {
      sum += h[j] * out[row + j];
    }
    return sum;
  }
}
