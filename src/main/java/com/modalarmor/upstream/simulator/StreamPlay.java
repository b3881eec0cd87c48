package com.modalarmor.upstream.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the events of one streamed answer one after another. Confined to the server's event loop.
 */
final class StreamPlay {

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final boolean sse;
  private final List<JsonObject> events;
  private final int delayMs;
  private final boolean stallsAfterFirst;
  private int next;

  StreamPlay(
      Vertx vertx,
      HttpServerResponse response,
      boolean sse,
      List<JsonObject> events,
      int delayMs,
      boolean stallsAfterFirst) {
    this.vertx = vertx;
    this.response = response;
    this.sse = sse;
    this.events = events;
    this.delayMs = delayMs;
    this.stallsAfterFirst = stallsAfterFirst;
  }

  /** The events of an answer to {@code prompt}: every candidate's text, piece by piece. */
  static List<JsonObject> events(String model, Prompt prompt, String id, Directives orders) {
    List<List<String>> pieces = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < prompt.candidates(); i++) {
      List<String> chunks =
          Script.chunks(Script.answer(prompt.lastUserText(), orders, i), orders.chunks);
      pieces.add(chunks);
      count = Math.max(count, chunks.size());
    }
    boolean thought = orders.thought || prompt.thoughtsWanted();
    List<JsonObject> events = new ArrayList<>(count);
    int outputChars = 0;
    for (int n = 0; n < count; n++) {
      String[] texts = new String[pieces.size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = n < pieces.get(i).size() ? pieces.get(i).get(n) : "";
        outputChars += texts[i].length();
      }
      events.add(Documents.answer(model, prompt, id, texts, outputChars, n == count - 1, thought));
    }
    return events;
  }

  void start() {
    response.setChunked(true);
    response.putHeader(
        "content-type", sse ? "text/event-stream" : "application/json; charset=UTF-8");
    if (delayMs > 0) {
      long timer = vertx.setPeriodic(1, delayMs, this::step);
      response.closeHandler(v -> vertx.cancelTimer(timer));
    } else {
      while (next < events.size() && (next == 0 || !stallsAfterFirst)) {
        write();
      }
      finish();
    }
  }

  private void step(Long timer) {
    if (response.closed() || (next > 0 && stallsAfterFirst)) {
      vertx.cancelTimer(timer);
      return;
    }
    write();
    if (next == events.size()) {
      vertx.cancelTimer(timer);
      finish();
    }
  }

  private void write() {
    String document = events.get(next).encode();
    String before = sse ? "data: " : next == 0 ? "[" : ",\r\n";
    response.write(Buffer.buffer(before + document + (sse ? "\r\n\r\n" : "")));
    next++;
  }

  private void finish() {
    if (!stallsAfterFirst) {
      response.end(sse ? "" : "]");
    }
  }
}
