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
 * @param searchWidth rows that a search of the server goes along, of labels that are written first
 * @param rememberedMs so long a collection's labels are believed to be what they were
 * @param twinsMax rows with others of their id beside them that are kept in mind, a collection
 */
public record ChromaSettings(
    URI baseUrl,
    int connections,
    int timeoutMs,
    int answerBytesMax,
    int vectorBytesMax,
    int searchWidth,
    int rememberedMs,
    int twinsMax) {

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
        reader.integer("search-width", 1_000, 100, 1_000_000),
        reader.integer("remembered-ms", 500, 0, 60_000),
        reader.integer("twins-max", 10_000, 1, 100_000));
  }
}
