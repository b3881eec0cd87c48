package com.modalarmor.upstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The JSON documents of the Gemini wire, as the simulator writes them. Stateless. */
final class Documents {

  static final List<String> MODELS =
      List.of("gemini-2.5-flash", "gemini-2.5-pro", "gemini-embedding-001");

  private Documents() {}

  /**
   * A whole answer or one event of a stream.
   *
   * @param texts one for each candidate
   * @param outputChars of all candidates so far
   */
  static JsonObject answer(
      String model,
      Prompt prompt,
      String id,
      String[] texts,
      int outputChars,
      boolean last,
      boolean thought) {
    JsonArray candidates = new JsonArray();
    for (int i = 0; i < texts.length; i++) {
      JsonObject part = new JsonObject().put("text", texts[i]);
      if (last && thought) {
        part.put("thoughtSignature", signature(id));
      }
      JsonObject candidate =
          new JsonObject()
              .put(
                  "content",
                  new JsonObject().put("parts", new JsonArray().add(part)).put("role", "model"));
      if (last) {
        candidate.put("finishReason", "STOP");
      }
      candidates.add(candidate.put("index", i));
    }
    int input = prompt.tokens();
    int output = Script.tokens(outputChars);
    return new JsonObject()
        .put("candidates", candidates)
        .put(
            "usageMetadata",
            new JsonObject()
                .put("promptTokenCount", input)
                .put("candidatesTokenCount", output)
                .put("totalTokenCount", input + output)
                .put("promptTokensDetails", details(input)))
        .put("modelVersion", model)
        .put("responseId", id);
  }

  private static String signature(String id) {
    byte[] bytes = ("simulated thought " + id + " ~~??>>").getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static JsonArray details(int tokens) {
    return new JsonArray().add(new JsonObject().put("modality", "TEXT").put("tokenCount", tokens));
  }

  static JsonObject tokenCount(int tokens) {
    return new JsonObject().put("totalTokens", tokens).put("promptTokensDetails", details(tokens));
  }

  static JsonObject embedding(String text, int dimensions) {
    JsonArray values = new JsonArray();
    for (double value : Embedding.of(text, dimensions)) {
      values.add(value);
    }
    return new JsonObject().put("values", values);
  }

  static JsonObject models() {
    JsonArray models = new JsonArray();
    MODELS.forEach(name -> models.add(model(name)));
    return new JsonObject().put("models", models);
  }

  static JsonObject model(String name) {
    JsonArray methods =
        name.contains("embedding")
            ? new JsonArray().add("embedContent").add("batchEmbedContents").add("countTokens")
            : new JsonArray().add("generateContent").add("countTokens");
    return new JsonObject()
        .put("name", "models/" + name)
        .put("version", "001")
        .put("displayName", name + " (simulated)")
        .put("inputTokenLimit", 1_048_576)
        .put("outputTokenLimit", 65_536)
        .put("supportedGenerationMethods", methods);
  }

  static JsonObject error(int status) {
    String name =
        switch (status) {
          case 400 -> "INVALID_ARGUMENT";
          case 401 -> "UNAUTHENTICATED";
          case 403 -> "PERMISSION_DENIED";
          case 404 -> "NOT_FOUND";
          case 429 -> "RESOURCE_EXHAUSTED";
          case 503 -> "UNAVAILABLE";
          case 504 -> "DEADLINE_EXCEEDED";
          default -> "INTERNAL";
        };
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("code", status)
                .put("message", "Simulated error.")
                .put("status", name));
  }
}
