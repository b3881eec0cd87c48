package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The prompt that is sent and the answer that comes back, 1 KB each.
 *
 * <p>Pure functions over two resource files of harmless prose.
 */
final class Payloads {
  private static final int PROMPT_CHARS = 1024;
  private static final int ANSWER_CHARS = 760;

  private Payloads() {}

  /** A generateContent request with a prompt of exactly 1,024 characters. */
  static String request() {
    JsonObject content =
        new JsonObject()
            .put("role", "user")
            .put("parts", new JsonArray().add(text("prompt.txt", PROMPT_CHARS)));
    return new JsonObject().put("contents", new JsonArray().add(content)).encode();
  }

  /** A generateContent answer of about 1 KB. */
  static String answer() {
    JsonObject content =
        new JsonObject()
            .put("parts", new JsonArray().add(text("answer.txt", ANSWER_CHARS)))
            .put("role", "model");
    JsonObject candidate =
        new JsonObject().put("content", content).put("finishReason", "STOP").put("index", 0);
    JsonObject usage =
        new JsonObject()
            .put("promptTokenCount", 214)
            .put("candidatesTokenCount", 158)
            .put("totalTokenCount", 372);
    return new JsonObject()
        .put("candidates", new JsonArray().add(candidate))
        .put("usageMetadata", usage)
        .put("modelVersion", "gemini-2.0-flash")
        .put("responseId", "bench-0000")
        .encode();
  }

  private static JsonObject text(String resource, int chars) {
    String text = read(resource).strip().replace('\n', ' ');
    if (text.length() < chars) {
      throw new IllegalStateException(resource + " is shorter than " + chars + " characters");
    }
    return new JsonObject().put("text", text.substring(0, chars));
  }

  static String read(String resource) {
    try (InputStream in = Payloads.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("resource unreadable: " + resource, e);
    }
  }
}
