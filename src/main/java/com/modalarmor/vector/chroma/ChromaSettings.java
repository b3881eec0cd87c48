package com.modalarmor.vector.chroma;

import com.modalarmor.settings.SettingsReader;
import java.net.URI;

/**
 * How a Chroma server is reached. It authorises nothing itself: only the gateway may reach it.
 * Immutable.
 *
 * @param baseUrl {@code http://host:port} or {@code https://host:port}
 * @param connections kept open, of each worker
 * @param vectorBytesMax of vectors that searches have met and that are kept in memory; 0 = none
 * @param searchWidth rows that a search of the server goes along, of collections that are made
 * @param comparedMax permitted rows up to which all are compared here; 0 = only where that is cheap
 */
public record ChromaSettings(
    URI baseUrl,
    int connections,
    int timeoutMs,
    int answerBytesMax,
    int vectorBytesMax,
    int searchWidth,
    int comparedMax) {

  static final int COMPARED_MAX = 20_000;

  public static ChromaSettings read(SettingsReader reader, boolean required) {
    String text = reader.text("base-url", "http://127.0.0.1:8000");
    URI url = null;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      // told below
    }
    boolean usable =
        url != null
            && url.getHost() != null
            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && (url.getPath().isEmpty() || url.getPath().equals("/"));
    if (required && !usable) {
      reader.fault("base-url", "must be http://host:port or https://host:port");
    }
    return new ChromaSettings(
        url,
        reader.integer("connections", 16, 1, 1_000),
        reader.integer("timeout-ms", 10_000, 100, 300_000),
        reader.integer("answer-bytes-max", 64 << 20, 1_024, 1 << 30),
        reader.integer("vector-bytes-max", 32 << 20, 0, 1 << 30),
        reader.integer("search-width", 10_000, 100, 1_000_000),
        reader.integer("compared-max", 0, 0, COMPARED_MAX));
  }
}
