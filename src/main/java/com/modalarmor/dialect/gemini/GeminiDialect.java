package com.modalarmor.dialect.gemini;

import com.modalarmor.chat.Decoder;
import com.modalarmor.dialect.Dialect;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.upstream.gemini.GeminiDecoder;
import com.modalarmor.upstream.gemini.GeminiGrounding;
import com.modalarmor.upstream.gemini.GeminiInstruction;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;

/**
 * Routes of the Gemini wire: {@code /v1beta/models[/{model}[:{method}]]} and the same under /v1.
 */
public final class GeminiDialect implements Dialect {

  private static final int MODEL_CHARS_MAX = 128;

  private final Decoder requests;
  private final GeminiDecoder replies;
  private final GeminiInstruction instruction;
  private final GeminiGrounding grounding;

  public GeminiDialect(JsonLimits requestLimits, JsonLimits replyLimits) {
    this.requests = GeminiDecoder.ofRequests(requestLimits);
    this.replies = GeminiDecoder.ofReplies(replyLimits);
    this.instruction = new GeminiInstruction(requestLimits);
    this.grounding = new GeminiGrounding(requestLimits);
  }

  @Override
  public Wire match(String method, String path, String query) {
    String root = path.startsWith("/v1beta/models") ? "/v1beta/models" : "/v1/models";
    if (!path.startsWith(root)) {
      return null;
    }
    if (path.length() == root.length()) {
      return get(method, GeminiMethod.LIST_MODELS, path, "", Paging.of(query));
    }
    if (path.charAt(root.length()) != '/') {
      return null;
    }
    int colon = path.indexOf(':', root.length());
    String model = path.substring(root.length() + 1, colon < 0 ? path.length() : colon);
    if (!isModel(model)) {
      throw new Refusal(Reason.NOT_FOUND);
    }
    if (colon < 0) {
      return get(method, GeminiMethod.GET_MODEL, path, model, "");
    }
    GeminiMethod wanted = GeminiMethod.ofAction(path.substring(colon + 1));
    if (wanted == null) {
      throw new Refusal(Reason.NOT_FOUND);
    }
    if (!method.equals("POST")) {
      throw new Refusal(Reason.METHOD_NOT_ALLOWED);
    }
    return new GeminiWire(
        wanted, path, model, "", isSse(query), requests, replies, instruction, grounding);
  }

  private Wire get(String method, GeminiMethod wanted, String path, String model, String paging) {
    if (!method.equals("GET")) {
      throw new Refusal(Reason.METHOD_NOT_ALLOWED);
    }
    return new GeminiWire(
        wanted, path, model, paging, false, requests, replies, instruction, grounding);
  }

  private static boolean isSse(String query) {
    int at = query.indexOf("alt=sse");
    boolean begins = at == 0 || (at > 0 && query.charAt(at - 1) == '&');
    int end = at + "alt=sse".length();
    return begins && (end == query.length() || query.charAt(end) == '&');
  }

  private static boolean isModel(String model) {
    if (model.isEmpty() || model.length() > MODEL_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < model.length(); i++) {
      char c = model.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!ok) {
        return false;
      }
    }
    return model.charAt(0) != '.';
  }
}
