package com.modalarmor.vector;

import com.modalarmor.settings.SettingsReader;

/**
 * The model that makes vectors of texts. Immutable.
 *
 * @param model of the upstream, e.g. {@code gemini-embedding-001}; empty = texts are not embedded
 * @param dimensions of its vectors
 * @param timeoutMs for all texts of one request
 * @param textsMax of one request
 * @param cacheMax vectors kept by the hash of their text; 0 = none
 */
public record EmbeddingSettings(
    String model, int dimensions, int timeoutMs, int textsMax, int cacheMax) {

  private static final int MODEL_CHARS_MAX = 128;

  static EmbeddingSettings read(SettingsReader reader) {
    String model = reader.text("model", "");
    if (!isModel(model)) {
      reader.fault("model", "letters, digits, dash, dot and underscore alone");
    }
    return new EmbeddingSettings(
        model,
        reader.integer("dimensions", 768, 1, 16_384),
        reader.integer("timeout-ms", 5_000, 10, 60_000),
        reader.integer("texts-max", 500, 1, 5_461),
        reader.integer("cache-max", 2_000, 0, 1_000_000));
  }

  /** It becomes part of a path. */
  private static boolean isModel(String model) {
    boolean ok = model.length() <= MODEL_CHARS_MAX && !model.startsWith(".");
    for (int i = 0; ok && i < model.length(); i++) {
      char c = model.charAt(i);
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
    }
    return ok;
  }

  public boolean off() {
    return model.isEmpty();
  }
}
