package com.modalarmor.ingress;

import com.modalarmor.dialect.Dialects;
import com.modalarmor.dialect.UnroutedWire;
import com.modalarmor.identity.Credentials;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.ChatPipeline;
import com.modalarmor.pipeline.ChatWire;
import com.modalarmor.pipeline.Exchange;
import com.modalarmor.pipeline.InspectPipeline;
import com.modalarmor.pipeline.InspectWire;
import com.modalarmor.pipeline.Intake;
import com.modalarmor.pipeline.Pipelines;
import com.modalarmor.pipeline.Settlement;
import com.modalarmor.pipeline.VectorPipeline;
import com.modalarmor.pipeline.VectorWire;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one HTTP request: envelope rules, route, pipeline, answer. Confined to one ingress loop.
 *
 * <p>The client's leaving cancels whatever its request waits for.
 */
final class RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final IngressSettings settings;
  private final Envelope envelope;
  private final BodyReader bodies;
  private final Dialects dialects;
  private final ChatPipeline chat;
  private final InspectPipeline inspect;
  private final VectorPipeline vectors;
  private final Settlement settlement;
  private final BooleanSupplier leaving;
  private final RequestIds ids = new RequestIds();

  RequestHandler(
      IngressSettings settings,
      BodyReader bodies,
      Dialects dialects,
      Pipelines pipelines,
      BooleanSupplier leaving) {
    this.settings = settings;
    this.envelope = new Envelope(settings.headersMax(), settings.bodyBytesMax());
    this.bodies = bodies;
    this.dialects = dialects;
    this.chat = pipelines.chat();
    this.inspect = pipelines.inspect();
    this.vectors = pipelines.vectors();
    this.settlement = pipelines.settlement();
    this.leaving = leaving;
  }

  /** A request that the codec could parse. */
  void handle(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2
        && StrictRequestDecoder.stopped(request.connection())) {
      return;
    }
    try {
      String path = envelope.check(request);
      String query = request.query() == null ? "" : request.query();
      Wire wire = dialects.route(request.method().name(), path, query);
      if (takesBody(wire)) {
        envelope.checkBody(request.headers());
      }
      run(request, wire, query);
    } catch (RuntimeException e) { // a refusal; a fault of our own is answered and recorded too
      refuse(request, e);
    }
  }

  private static boolean takesBody(Wire wire) {
    if (wire instanceof VectorWire vectorWire) {
      return vectorWire.hasBody();
    }
    return !(wire instanceof ChatWire chatWire) || chatWire.hasBody();
  }

  private void run(HttpServerRequest request, Wire wire, String query) {
    Exchange x = exchange(request, wire);
    HttpServerResponse response = response(request, x);
    Intake intake = new HttpIntake(request, query, bodies);
    finish(answer(x, wire, intake), x, request, response);
  }

  private void finish(
      Future<Answer> answer, Exchange x, HttpServerRequest request, HttpServerResponse response) {
    answer.onComplete(
        ready -> {
          if (ready.failed()) {
            fail(x, response, ready.cause());
            return;
          }
          try {
            AnswerWriter.write(x, ready.result(), request, leaving.getAsBoolean());
          } catch (Throwable e) { // an Error too: the client must not hang
            fail(x, response, e);
          }
        });
  }

  private Future<Answer> answer(Exchange x, Wire wire, Intake intake) {
    if (wire instanceof VectorWire vectorWire) {
      return vectors.run(x, vectorWire, intake);
    }
    return wire instanceof ChatWire chatWire
        ? chat.run(x, chatWire, intake)
        : inspect.run(x, (InspectWire) wire, intake);
  }

  /** The last net: a fault of our own in settling or writing. The client must not hang. */
  private static void fail(Exchange x, HttpServerResponse response, Throwable cause) {
    LOG.error("request {} could not be answered: {}", x.requestId, cause.getClass().getName());
    response.reset();
  }

  /** A request that the codec could not parse. */
  void handleInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Reason reason = Reason.MALFORMED_REQUEST;
    if (cause instanceof TooLongFrameException) {
      boolean line = cause.getClass().getSimpleName().contains("Line");
      reason = line ? Reason.URI_TOO_LONG : Reason.HEADERS_TOO_LARGE;
    }
    refuse(request, new Refusal(reason));
  }

  private void refuse(HttpServerRequest request, RuntimeException refusal) {
    Exchange x = exchange(request, UnroutedWire.INSTANCE);
    HttpServerResponse response = response(request, x);
    finish(settlement.settleRefused(x, refusal), x, request, response);
  }

  private Exchange exchange(HttpServerRequest request, Wire wire) {
    return new Exchange(ids.next(), System.currentTimeMillis(), wire, versionOf(request.version()));
  }

  private HttpServerResponse response(HttpServerRequest request, Exchange x) {
    HttpServerResponse response = request.response();
    response.setWriteQueueMaxSize(settings.writeQueueBytesMax());
    response.exceptionHandler(e -> x.cancellation.cancel());
    response.closeHandler(
        v -> {
          if (!response.ended()) {
            x.cancellation.cancel();
          }
        });
    return response;
  }

  private static String versionOf(HttpVersion version) {
    return version == HttpVersion.HTTP_2 ? "2" : version == HttpVersion.HTTP_1_1 ? "1.1" : "1.0";
  }

  /** What the pipelines see of an HTTP request. */
  private record HttpIntake(HttpServerRequest request, String query, BodyReader bodies)
      implements Intake {

    @Override
    public Credentials credentials() {
      return Credentials.from(request.headers(), query);
    }

    @Override
    public String header(CharSequence name) {
      String first = request.headers().get(name);
      if (first != null && request.headers().getAll(name).size() > 1) {
        throw new Refusal(Reason.MALFORMED_BODY, "A header was sent more than once.");
      }
      return first;
    }

    @Override
    public String conversation() {
      return Conversation.of(request.headers());
    }

    @Override
    public Future<byte[]> body() {
      return bodies.read(request);
    }
  }
}
