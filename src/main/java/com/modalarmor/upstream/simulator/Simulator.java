package com.modalarmor.upstream.simulator;

import com.modalarmor.json.JsonFault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A model stand-in: a real HTTP server (HTTP/1.1 and h2c) on the loopback address that speaks the
 * Gemini wire, answers plausibly and always the same, and does what a prompt orders it by {@link
 * Directives}. Its handlers run on the loop it was started on; the public methods are thread-safe.
 */
public final class Simulator {

  private static final int BODY_BYTES_MAX = 64 << 20;
  private static final int PROMPTS_MAX = 256;
  private static final long HUGE_BYTES = 64L << 20;

  private final Vertx vertx;
  private final SimulatorSettings settings;
  private final HttpServer server;
  private final FastAnswers fast = new FastAnswers();
  private final ArrayDeque<String> prompts = new ArrayDeque<>();

  private Simulator(Vertx vertx, SimulatorSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(settings.port())
                    .setTcpNoDelay(true)
                    .setHttp2ConnectionWindowSize(16 << 20))
            .exceptionHandler(e -> {})
            .requestHandler(settings.fast() ? fast::serve : this::serve);
  }

  /** Completes when it listens. To use more loops, start one on each with the same port. */
  public static Future<Simulator> start(Vertx vertx, SimulatorSettings settings) {
    Simulator simulator = new Simulator(vertx, settings);
    return simulator.server.listen().map(simulator);
  }

  public int port() {
    return server.actualPort();
  }

  /** The value for {@code upstream.gemini.base-url}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public Future<Void> close() {
    return server.close();
  }

  /** Every text of the last requests, oldest first; empty unless recording. */
  public List<String> lastPrompts() {
    synchronized (prompts) {
      return List.copyOf(prompts);
    }
  }

  private void record(Prompt prompt) {
    if (settings.recording()) {
      synchronized (prompts) {
        if (prompts.size() == PROMPTS_MAX) {
          prompts.removeFirst();
        }
        prompts.addLast(prompt.allText());
      }
    }
  }

  private void serve(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.exceptionHandler(e -> {});
    Route route = Route.of(request.method(), request.path());
    if (route == null) {
      send(response, 404, Documents.error(404));
      return;
    }
    String length = request.getHeader("content-length");
    if (length != null && (length.length() > 9 || Long.parseLong(length) > BODY_BYTES_MAX)) {
      send(response, 413, Documents.error(413));
      return;
    }
    request.body().onSuccess(body -> answer(request, route, body));
  }

  private void answer(HttpServerRequest request, Route route, Buffer body) {
    HttpServerResponse response = request.response();
    if (route.action().equals("models")) {
      send(response, 200, Documents.models());
      return;
    }
    if (route.action().equals("model")) {
      boolean known = Documents.MODELS.contains(route.model());
      send(
          response,
          known ? 200 : 404,
          known ? Documents.model(route.model()) : Documents.error(404));
      return;
    }
    Prompt prompt;
    try {
      prompt = Prompt.read(body.getBytes());
    } catch (JsonFault e) {
      send(response, 400, Documents.error(400));
      return;
    }
    record(prompt);
    Directives orders = Directives.of(prompt.lastUserText());
    if (orders.slowMs > 0) {
      vertx.setTimer(orders.slowMs, id -> obey(request, route, prompt, orders));
    } else {
      obey(request, route, prompt, orders);
    }
  }

  private void obey(HttpServerRequest request, Route route, Prompt prompt, Directives orders) {
    HttpServerResponse response = request.response();
    if (response.closed() || orders.stall) {
      return;
    }
    if (orders.failStatus > 0) {
      send(response, orders.failStatus, Documents.error(orders.failStatus));
      return;
    }
    if (orders.reset) {
      if (request.version() == HttpVersion.HTTP_2) {
        response.reset(0x2);
      } else {
        request.connection().close();
      }
      return;
    }
    boolean stream = route.action().equals("streamGenerateContent");
    boolean sse = stream && "sse".equals(request.getParam("alt"));
    if (orders.malformed || orders.huge) {
      response.putHeader("content-type", sse ? "text/event-stream" : "application/json");
      String start =
          (sse ? "data: " : "") + "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"";
      if (orders.malformed) {
        response.end(start + "half" + (sse ? "\r\n\r\n" : ""));
      } else {
        response.setChunked(true).write(start);
        pour(response, HUGE_BYTES);
      }
      return;
    }
    converse(response, route, prompt, orders, stream, sse);
  }

  private void converse(
      HttpServerResponse response,
      Route route,
      Prompt prompt,
      Directives orders,
      boolean stream,
      boolean sse) {
    String id = Integer.toHexString(prompt.allText().hashCode()) + "-" + route.model().length();
    switch (route.action()) {
      case "streamGenerateContent" ->
          new StreamPlay(
                  vertx,
                  response,
                  sse,
                  StreamPlay.events(route.model(), prompt, id, orders),
                  settings.chunkDelayMs(),
                  orders.stallStream)
              .start();
      case "generateContent" -> send(response, 200, whole(route.model(), prompt, id, orders));
      case "countTokens" -> send(response, 200, Documents.tokenCount(prompt.tokens()));
      case "embedContent" ->
          send(
              response,
              200,
              new JsonObject()
                  .put(
                      "embedding",
                      Documents.embedding(
                          String.join("\n", prompt.toEmbed()), prompt.dimensions())));
      default -> {
        JsonArray embeddings = new JsonArray();
        prompt.toEmbed().forEach(t -> embeddings.add(Documents.embedding(t, prompt.dimensions())));
        send(response, 200, new JsonObject().put("embeddings", embeddings));
      }
    }
  }

  private static JsonObject whole(String model, Prompt prompt, String id, Directives orders) {
    String[] texts = new String[prompt.candidates()];
    int outputChars = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Script.answer(prompt.lastUserText(), orders, i);
      outputChars += texts[i].length();
    }
    boolean thought = orders.thought || prompt.thoughtsWanted();
    return Documents.answer(model, prompt, id, texts, outputChars, true, thought);
  }

  /** As fast as it is read, until enough or the reader leaves. */
  private static void pour(HttpServerResponse response, long bytesLeft) {
    Buffer piece = Buffer.buffer("x".repeat(64 << 10));
    long left = bytesLeft;
    while (left > 0 && !response.closed()) {
      response.write(piece);
      left -= piece.length();
      if (response.writeQueueFull()) {
        long rest = left;
        response.drainHandler(v -> pour(response, rest));
        return;
      }
    }
    if (!response.closed()) {
      response.end();
    }
  }

  private static void send(HttpServerResponse response, int status, JsonObject document) {
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/json; charset=UTF-8")
        .end(document.encode());
  }
}
