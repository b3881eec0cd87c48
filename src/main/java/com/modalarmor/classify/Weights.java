package com.modalarmor.classify;

/**
 * The numbers of a model as they lie in its file: eight bits where there are many, floats where
 * there are few. Immutable by agreement: nobody writes to the arrays.
 *
 * @param surprise how unusual each trigram of characters is
 * @param wide one weight an n-gram, times {@code wideScale}
 * @param wideBias of a window, and of two blocks
 * @param rows one vector a token row, times {@code rowScale}
 * @param conv for each of a vector's numbers, its share in each place of each filter
 * @param blocks judges a block
 * @param windows judges a window
 * @param calibration slope and shift of the probability, then a shift for each channel
 */
record Weights(
    byte[] surprise,
    byte[] wide,
    float wideScale,
    float[] wideBias,
    byte[] rows,
    float rowScale,
    float[] conv,
    float[] filterBias,
    Judge blocks,
    Judge windows,
    float[] calibration) {

  /** Slope, shift, and a shift for each of the four channels. */
  static final int CALIBRATION = 6;

  /** Rounds a trained network. */
  static Weights of(Network network, byte[] surprise, float[] calibration) {
    float wideScale = scale(network.wide);
    float rowScale = scale(network.phrases.rows);
    return new Weights(
        surprise.clone(),
        rounded(network.wide, wideScale),
        wideScale,
        network.wideBias.clone(),
        rounded(network.phrases.rows, rowScale),
        rowScale,
        network.phrases.conv.clone(),
        network.phrases.bias.clone(),
        network.blocks.judge.copy(),
        network.windows.judge.copy(),
        calibration.clone());
  }

  private static float scale(float[] values) {
    float max = 1e-6f;
    for (float v : values) {
      max = Math.max(max, Math.abs(v));
    }
    return max / 127;
  }

  private static byte[] rounded(float[] values, float scale) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(values[i] / scale);
    }
    return bytes;
  }
}
