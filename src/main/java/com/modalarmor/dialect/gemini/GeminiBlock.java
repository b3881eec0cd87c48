package com.modalarmor.dialect.gemini;

import com.modalarmor.chat.Usage;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.verdict.Verdict;

/**
 * The documents by which Gemini itself reports that Model Armor stopped a prompt or an answer.
 * Stateless.
 */
final class GeminiBlock {

  private static final String REASON = "MODEL_ARMOR";

  private GeminiBlock() {}

  static byte[] prompt(Verdict verdict, String model) {
    return JsonBytes.object(
        out -> {
          out.writeObjectFieldStart("promptFeedback");
          out.writeStringField("blockReason", REASON);
          out.writeStringField("blockReasonMessage", message(verdict));
          out.writeEndObject();
          out.writeStringField("modelVersion", model);
        });
  }

  static byte[] answer(Verdict verdict, Usage usage, String model) {
    return JsonBytes.object(
        out -> {
          out.writeArrayFieldStart("candidates");
          out.writeStartObject();
          out.writeObjectFieldStart("content");
          out.writeArrayFieldStart("parts");
          out.writeEndArray();
          out.writeStringField("role", "model");
          out.writeEndObject();
          out.writeStringField("finishReason", REASON);
          out.writeStringField("finishMessage", message(verdict));
          out.writeNumberField("index", 0);
          out.writeEndObject();
          out.writeEndArray();
          if (usage.inputTokens() >= 0) {
            out.writeObjectFieldStart("usageMetadata");
            out.writeNumberField("promptTokenCount", usage.inputTokens());
            out.writeNumberField("candidatesTokenCount", Math.max(0, usage.outputTokens()));
            out.writeEndObject();
          }
          out.writeStringField("modelVersion", model);
        });
  }

  private static String message(Verdict verdict) {
    return "Blocked by policy: "
        + (verdict.reason() == null ? "UNINSPECTED" : verdict.reason().type().name());
  }
}
