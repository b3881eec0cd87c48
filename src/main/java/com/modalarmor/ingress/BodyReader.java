package com.modalarmor.ingress;

import com.modalarmor.transport.HeapBytes;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies whole, within a size and a time. Confined to one ingress loop.
 *
 * <p>All bodies have the same time, so the oldest is the first: one periodic sweep stands in for a
 * timer per body.
 */
final class BodyReader {

  private static final int SWEEP_MS = 250;

  private final int bytesMax;
  private final long timeoutNanos;
  private final ArrayDeque<Reading> pending = new ArrayDeque<>();

  BodyReader(Vertx vertx, IngressSettings settings) {
    this.bytesMax = settings.bodyBytesMax();
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(settings.bodyTimeoutMs());
    vertx.setPeriodic(Math.min(SWEEP_MS, settings.bodyTimeoutMs()), id -> sweep());
  }

  /** Starts at once: call it in the request handler, before anything asynchronous. */
  Future<byte[]> read(HttpServerRequest request) {
    Reading reading = new Reading(System.nanoTime() + timeoutNanos);
    request.handler(chunk -> reading.add(chunk, bytesMax));
    request.endHandler(v -> reading.end());
    request.exceptionHandler(e -> reading.fail(Reason.CLIENT_GONE));
    dropDone();
    pending.addLast(reading);
    return reading.promise.future();
  }

  private void dropDone() {
    while (!pending.isEmpty() && pending.peekFirst().done) {
      pending.removeFirst();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    dropDone();
    while (!pending.isEmpty() && pending.peekFirst().deadlineNanos - now <= 0) {
      pending.removeFirst().fail(Reason.BODY_TIMEOUT);
    }
  }

  private static final class Reading {

    final Promise<byte[]> promise = Promise.promise();
    final long deadlineNanos;
    boolean done;
    private Buffer first;
    private Buffer all;
    private long length;

    Reading(long deadlineNanos) {
      this.deadlineNanos = deadlineNanos;
    }

    void add(Buffer chunk, int bytesMax) {
      length += chunk.length();
      if (done) {
        return;
      }
      if (length > bytesMax) {
        fail(Reason.BODY_TOO_LARGE);
      } else if (first == null) {
        first = chunk;
      } else {
        if (all == null) {
          all = Buffer.buffer(first.length() * 2 + chunk.length()).appendBuffer(first);
        }
        all.appendBuffer(chunk);
      }
    }

    void end() {
      if (!done) {
        done = true;
        Buffer body = all != null ? all : first;
        promise.complete(body == null ? new byte[0] : HeapBytes.of(body));
      }
    }

    void fail(Reason reason) {
      if (!done) {
        done = true;
        first = null;
        all = null;
        promise.fail(new Refusal(reason));
      }
    }
  }
}
