package com.modalarmor.ingress;

import com.modalarmor.limits.LimitOutcome;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.Exchange;
import com.modalarmor.pipeline.LiveBody;
import com.modalarmor.pipeline.Stage;
import com.modalarmor.verdict.Refusal;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Iterator;

/** Writes an answer with the headers that every answer bears, at the client's pace. Stateless. */
final class AnswerWriter {

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence DECISION =
      HttpHeaders.createOptimized("x-modal-armor-decision");
  private static final CharSequence LABEL = HttpHeaders.createOptimized("x-modal-armor-label");
  private static final CharSequence QUARANTINED =
      HttpHeaders.createOptimized("x-modal-armor-quarantined");
  private static final CharSequence GROUNDED =
      HttpHeaders.createOptimized("x-modal-armor-grounded");
  private static final CharSequence TIMING = HttpHeaders.createOptimized("server-timing");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
  private static final CharSequence NO_SNIFF =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF_VALUE = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("cache-control");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private AnswerWriter() {}

  /**
   * @param leaving whether this is to be the last answer of an HTTP/1.1 connection, so that its
   *     client asks another pod and never meets a connection that closes under its next request
   */
  static void write(Exchange x, Answer answer, HttpServerRequest request, boolean leaving) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.status());
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.CONTENT_TYPE, answer.contentType());
    headers.set(REQUEST_ID, x.requestId);
    headers.set(DECISION, x.refusal() == null ? x.decision().wireName() : "block");
    headers.set(TIMING, timing(x));
    headers.set(NO_SNIFF, NO_SNIFF_VALUE);
    headers.set(CACHE_CONTROL, NO_STORE);
    if (x.label() != null) {
      headers.set(LABEL, x.label().text());
    }
    if (x.grounded() >= 0) {
      headers.set(GROUNDED, Integer.toString(x.grounded()));
    }
    if (x.quarantined() > 0) {
      headers.set(QUARANTINED, Integer.toString(x.quarantined()));
    }
    limits(x, headers);
    if (x.refusal() != null) {
      refusal(x, headers);
    }
    boolean last = request.version() != HttpVersion.HTTP_2 && (leaving || closes(x.refusal()));
    if (last) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      StrictRequestDecoder.stop(request.connection());
      response.endHandler(v -> LingeringClose.of(request.connection()));
    }
    if (answer.live() != null) {
      live(answer.live(), response);
    } else {
      body(answer, response);
    }
  }

  private static void limits(Exchange x, MultiMap headers) {
    LimitOutcome limits = x.limits();
    if (limits != null && !limits.rateLimitPolicy().isEmpty()) {
      headers.set(POLICY, limits.rateLimitPolicy());
      headers.set(LIMIT, limits.rateLimit());
    }
  }

  /**
   * After these nobody can be sure where the next request begins, or the rest of a body that was
   * refused half-way is not worth reading.
   */
  private static boolean closes(Refusal.Reason reason) {
    return reason == Refusal.Reason.MALFORMED_REQUEST
        || reason == Refusal.Reason.URI_TOO_LONG
        || reason == Refusal.Reason.HEADERS_TOO_LARGE
        || reason == Refusal.Reason.BODY_TOO_LARGE
        || reason == Refusal.Reason.BODY_TIMEOUT;
  }

  private static void refusal(Exchange x, MultiMap headers) {
    if (x.retryAfterS() > 0) {
      headers.set(RETRY_AFTER, Integer.toString(x.retryAfterS()));
    } else if (x.refusal().status() == 503 || x.refusal().status() == 429) {
      headers.set(RETRY_AFTER, "1");
    }
    if (x.refusal() == Refusal.Reason.UNAUTHENTICATED) {
      headers.set(AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
  }

  private static void body(Answer answer, HttpServerResponse response) {
    if (answer.chunks().size() == 1) {
      response.end(buffer(answer.chunks().get(0)));
      return;
    }
    response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(answer.bytes()));
    pump(answer.chunks().iterator(), response);
  }

  /** Not a copy: nobody changes an answer any more. */
  private static Buffer buffer(byte[] chunk) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(chunk));
  }

  /** Writes what comes when it comes; a slow client makes the model wait. */
  private static void live(LiveBody body, HttpServerResponse response) {
    response.setChunked(true);
    response.drainHandler(v -> body.drained());
    body.open(
        new LiveBody.Outlet() {
          @Override
          public boolean write(byte[] chunk) {
            if (response.closed() || response.ended()) {
              return true; // the one who left has cancelled what makes it
            }
            response.write(buffer(chunk));
            return !response.writeQueueFull();
          }

          @Override
          public void end() {
            if (!response.closed() && !response.ended()) {
              response.end();
            }
          }

          @Override
          public void reset() {
            response.reset();
          }
        });
  }

  /** Writes while the queue has room, then waits for it to drain; the client's pace is ours. */
  private static void pump(Iterator<byte[]> chunks, HttpServerResponse response) {
    while (chunks.hasNext()) {
      if (response.closed()) {
        return;
      }
      response.write(buffer(chunks.next()));
      if (response.writeQueueFull() && chunks.hasNext()) {
        response.drainHandler(v -> pump(chunks, response));
        return;
      }
    }
    response.end();
  }

  /** Server-Timing (W3C): the stages' milliseconds with microsecond digits. */
  static String timing(Exchange x) {
    StringBuilder out = new StringBuilder(128);
    for (Stage stage : Stage.ALL) {
      long us = x.stageNanos(stage) / 1_000;
      if (us > 0) {
        if (out.length() > 0) {
          out.append(", ");
        }
        milliseconds(out.append(stage.wireName()).append(";dur="), us);
      }
    }
    if (out.length() > 0) {
      out.append(", ");
    }
    milliseconds(out.append("total;dur="), x.elapsedNanos() / 1_000);
    return out.toString();
  }

  private static void milliseconds(StringBuilder out, long us) {
    out.append(us / 1_000).append('.');
    long rest = us % 1_000;
    if (rest < 100) {
      out.append('0');
    }
    if (rest < 10) {
      out.append('0');
    }
    out.append(rest);
  }
}
