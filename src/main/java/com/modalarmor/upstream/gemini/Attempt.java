package com.modalarmor.upstream.gemini;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;

/**
 * One try of one request: takes a stream from the pool, sends, collects the answer, reports once.
 * Confined to one event loop; made when the gate let it through, and leaves the gate when its
 * stream is free again.
 *
 * <p>Every way out resets the stream unless the answer came whole: a stream that is merely dropped
 * keeps its connection out of the pool for good.
 */
final class Attempt {

  private static final long HTTP2_CANCEL = 0x8;
  private static final int ERROR_BYTES_MAX = 1 << 20;
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

  private final GeminiProvider home;
  private final Exchange owner;
  private HttpClientRequest stream;
  private AnswerBody body;
  private HttpClientResponse response;
  private boolean handsOn;
  private boolean over;
  private boolean placeLeft;
  long startNanos;

  Attempt(GeminiProvider home, Exchange owner) {
    this.home = home;
    this.owner = owner;
  }

  void start() {
    home.stream(owner.request).onComplete(this::granted);
    if (stream == null && !placeLeft) {
      startNanos = System.nanoTime();
      home.unborn.add(this);
    }
  }

  /** The pool it waits at is given up: what it waits for would never come. */
  void giveUp() {
    if (over) {
      leavePlace();
    } else {
      home.logFailure(new ConnectException());
      report(Fault.NO_CONNECTION, false);
    }
  }

  /** Nobody wants the answer any more; nothing is reported after this. */
  void abort() {
    if (over) {
      return;
    }
    over = true;
    if (stream != null) {
      giveBack(true);
    } // else the stream is on its way, and given back when it comes
  }

  private void granted(AsyncResult<HttpClientRequest> result) {
    home.unborn.remove(this);
    if (result.failed()) {
      if (over) {
        leavePlace();
      } else {
        home.logFailure(result.cause());
        report(Fault.NO_CONNECTION, false);
      }
      return;
    }
    stream = result.result();
    stream.exceptionHandler(e -> broken()); // first of all: without one the client logs each reset
    if (over) {
      giveBackUnused();
      return;
    }
    stream.response().onComplete(this::head);
    home.writeHeaders(stream, owner.request);
    if (owner.request.body().length == 0) {
      stream.end();
    } else {
      stream.end(BufferInternal.buffer(Unpooled.wrappedBuffer(owner.request.body())));
    }
  }

  private void head(AsyncResult<HttpClientResponse> result) {
    if (result.failed()) {
      broken();
      return;
    }
    response = result.result();
    response.exceptionHandler(e -> broken());
    if (over) {
      return;
    }
    home.speaks(response);
    int status = response.statusCode();
    boolean success = status >= 200 && status < 300;
    boolean events = success && owner.request.stream();
    long bytesMax =
        success ? home.answerBytesMax() : Math.min(home.answerBytesMax(), ERROR_BYTES_MAX);
    long bytesDeclared = contentLength(response);
    if (bytesDeclared > bytesMax) {
      report(Fault.TOO_LARGE, true);
      return;
    }
    if (success && !readable(response, events, bytesDeclared)) {
      report(Fault.UNUSABLE, true);
      return;
    }
    body = new AnswerBody(events, bytesDeclared, bytesMax);
    handsOn = events && owner.taker != null;
    response.endHandler(v -> end());
    response.handler(
        chunk -> {
          if (over) {
            return;
          }
          owner.heard();
          if (!body.add(chunk)) {
            report(Fault.TOO_LARGE, true);
          } else if (handsOn) {
            handOn();
          }
        });
    if (handsOn) {
      owner.taker.begins(new Throttle(owner, response));
    }
  }

  /** Hands on the events that are complete; those behind a broken one are not looked at. */
  private void handOn() {
    for (byte[] event : body.takeEvents()) {
      if (over) {
        return;
      }
      if (!AnswerBody.framedAsObject(event)) {
        report(Fault.UNUSABLE, true);
        return;
      }
      boolean more;
      try {
        more = owner.taker.take(event);
      } catch (RuntimeException e) {
        leave(() -> owner.refused(e instanceof Refusal r ? r : new Refusal(Reason.INTERNAL)));
        return;
      }
      if (!more) {
        leave(() -> owner.answered(new Answer(response.statusCode(), List.of(), 0)));
        return;
      }
    }
  }

  /** Breaks off an answer of which nothing more is wanted. */
  private void leave(Runnable outcome) {
    over = true;
    try {
      outcome.run();
    } finally {
      giveBack(true);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    int status = response.statusCode();
    List<byte[]> events = body.finish();
    if (status >= 200 && status < 300) {
      if (events == null) {
        report(Fault.UNUSABLE, false);
        return;
      }
    } else if (events == null || !hasType(response, "application/json")) {
      events = List.of();
    }
    int retryAfterS =
        status == 200 ? 0 : RetryAfter.seconds(response.getHeader(RETRY_AFTER), Instant.now());
    over = true;
    try {
      owner.answered(new Answer(status, events, retryAfterS));
    } finally {
      giveBack(false);
    }
  }

  private void broken() {
    report(response == null ? Fault.RESET_BEFORE_ANSWER : Fault.CUT_SHORT, true);
  }

  private void report(Fault fault, boolean reset) {
    if (over) {
      return;
    }
    over = true;
    try {
      owner.failed(fault);
    } finally {
      giveBack(reset);
    }
  }

  private void giveBack(boolean reset) {
    try {
      if (reset && stream != null) {
        stream.reset(HTTP2_CANCEL);
      }
    } finally {
      leavePlace();
    }
  }

  /**
   * An HTTP/2 stream that never sent its head has no number yet, and resetting it does not give its
   * place in the pool back: after a few of those the pool is empty for good. So it is opened, then
   * reset.
   */
  private void giveBackUnused() {
    if (stream.version() == HttpVersion.HTTP_2) {
      stream.writeHead().onComplete(v -> giveBack(true));
    } else {
      giveBack(true);
    }
  }

  private void leavePlace() {
    if (!placeLeft) {
      placeLeft = true;
      home.gate.leave();
    }
  }

  /**
   * Content encodings are refused, as we ask for none. So is an HTTP/1 body that only the close of
   * the connection ends: nobody could tell a whole one from a cut one.
   */
  private static boolean readable(HttpClientResponse response, boolean events, long bytesDeclared) {
    String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean delimited =
        bytesDeclared >= 0
            || response.version() == HttpVersion.HTTP_2
            || response.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return (encoding == null || encoding.equalsIgnoreCase("identity"))
        && delimited
        && hasType(response, events ? "text/event-stream" : "application/json");
  }

  private static boolean hasType(HttpClientResponse response, String type) {
    String given = response.getHeader(HttpHeaders.CONTENT_TYPE);
    if (given == null || !given.regionMatches(true, 0, type, 0, type.length())) {
      return false;
    }
    return given.length() == type.length()
        || given.charAt(type.length()) == ';'
        || given.charAt(type.length()) == ' ';
  }

  private static long contentLength(HttpClientResponse response) {
    String given = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (given == null) {
      return -1;
    }
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
