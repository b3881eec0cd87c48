package com.modalarmor.upstream.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One constant answer of about 1 KB, made once, with as little work per request as can be.
 * Immutable.
 */
final class FastAnswers {

  private static final int TEXT_CHARS = 800;
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");

  private final Buffer unary;
  private final Buffer events;

  FastAnswers() {
    String sentence =
        "The quick brown fox explains how the lazy dog keeps its garden in good order. ";
    String text = sentence.repeat(TEXT_CHARS / sentence.length() + 1).substring(0, TEXT_CHARS);
    String document = document(text, true);
    this.unary = Buffer.buffer(document);
    StringBuilder stream = new StringBuilder();
    int pieces = 4;
    int size = TEXT_CHARS / pieces;
    for (int i = 0; i < pieces; i++) {
      stream
          .append("data: ")
          .append(document(text.substring(i * size, (i + 1) * size), i == pieces - 1))
          .append("\r\n\r\n");
    }
    this.events = Buffer.buffer(stream.toString());
  }

  private static String document(String text, boolean last) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\""
        + text
        + "\"}],\"role\":\"model\"},"
        + (last ? "\"finishReason\":\"STOP\"," : "")
        + "\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":250,\"candidatesTokenCount\":200,"
        + "\"totalTokenCount\":450},\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"fast\"}";
  }

  void serve(HttpServerRequest request) {
    request.endHandler(
        v -> {
          boolean stream = request.path().endsWith(":streamGenerateContent");
          HttpServerResponse response = request.response();
          response.putHeader(HttpHeaders.CONTENT_TYPE, stream ? EVENTS : JSON);
          response.end(stream ? events : unary);
        });
  }
}
