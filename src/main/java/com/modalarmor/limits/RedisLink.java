package com.modalarmor.limits;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pipelined connection of an event loop to Redis: it answers within its budget or says that
 * Redis is unavailable, and comes back by itself. Used on the event loop it was started on, by no
 * other thread.
 *
 * <p>The first answer that is late takes the link down at once: all that wait fail, later calls
 * fail without waiting. A probe then asks in the background; an answer in time brings the link up
 * again, none within the connect timeout closes the connection and a new one is made.
 */
final class RedisLink {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  /** A sweep this much behind its time means that the loop stood still, not Redis. */
  private static final long LOOP_STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int PROBE_PAUSE_MS = 50;

  private final Vertx vertx;
  private final LimitSettings settings;
  private final RedisScript script;
  private final Runnable onUp;
  private final Backoff backoff;
  private final long timeoutNanos;
  private final ArrayDeque<RedisCall> waiting = new ArrayDeque<>();

  /** Asked in this turn of the loop, not yet written. */
  private final List<RedisCall> outgoing = new ArrayList<>();

  private final Promise<Void> firstUp = Promise.promise();

  private Redis client;
  private RedisConnection connection;
  private boolean up;
  private boolean closed;
  private boolean sweepArmed;
  private boolean sweepGrace;
  private boolean scriptLoading;
  private long sweepDueNanos;
  private long upSinceNanos;

  /** Counts connections and attempts; whatever belongs to an older one is ignored. */
  private int generation;

  /** {@code onUp} runs whenever the link has come up, before any call is sent. */
  RedisLink(Vertx vertx, LimitSettings settings, RedisScript script, Runnable onUp) {
    this.vertx = vertx;
    this.settings = settings;
    this.script = script;
    this.onUp = onUp;
    this.backoff = new Backoff(settings.reconnectFirstMs(), settings.reconnectMaxMs());
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
  }

  /** Starts connecting and keeps at it; completes when the link is up for the first time. */
  Future<Void> start() {
    connect();
    return firstUp.future();
  }

  boolean up() {
    return up;
  }

  /**
   * Sends at the end of this turn of the loop, or fails now; {@code answer} is completed exactly
   * once, within the timeout.
   */
  void call(Request request, Completable<Response> answer) {
    if (!up) {
      answer.complete(null, RedisUnavailable.DOWN);
      return;
    }
    if (waiting.size() >= settings.waitingMax()) {
      answer.complete(null, RedisUnavailable.FULL);
      return;
    }
    RedisCall call =
        new RedisCall(this, generation, request, answer, System.nanoTime() + timeoutNanos);
    waiting.addLast(call);
    if (!sweepArmed) {
      armSweep(settings.timeoutMs());
    }
    outgoing.add(call);
    if (outgoing.size() == 1) {
      vertx.runOnContext(tick -> flush());
    }
  }

  /**
   * What was asked while the loop read its sockets goes out with one write. An error answer fails
   * the whole batch: a lost script was lost for all of it, and any other error is no answer to
   * anybody.
   */
  private void flush() {
    List<RedisCall> calls = List.copyOf(outgoing);
    outgoing.clear();
    if (!up || calls.isEmpty()) {
      return; // whoever took the link down has failed them
    }
    if (calls.size() == 1) {
      connection.send(calls.get(0).request()).onComplete(calls.get(0));
      return;
    }
    List<Request> requests = new ArrayList<>(calls.size());
    for (RedisCall call : calls) {
      requests.add(call.request());
    }
    connection
        .batch(requests)
        .onComplete(
            (answers, failed) -> {
              Throwable failure = failed == null ? null : RedisErrors.ofBatch(failed);
              for (int i = 0; i < calls.size(); i++) {
                calls.get(i).complete(failure == null ? answers.get(i) : null, failure);
              }
            });
  }

  Future<Void> close() {
    closed = true;
    Redis last = client;
    disconnect();
    return last == null ? Future.succeededFuture() : last.close();
  }

  // ---- answers, called by RedisCall

  void answered() {
    RedisCall head = waiting.peekFirst();
    while (head != null && head.done()) {
      waiting.pollFirst();
      head = waiting.peekFirst();
    }
  }

  /**
   * The script was flushed: loads it and sends the call again, in this order on the one connection.
   */
  boolean resend(RedisCall call) {
    if (!up || call.generation() != generation) {
      return false;
    }
    if (!scriptLoading) {
      scriptLoading = true;
      LOG.warn("Redis has lost the limits script; loading it again");
      connection.send(RedisGreeting.loadScript(script)).onComplete(loaded -> scriptLoading = false);
    }
    connection.send(call.request()).onComplete(call);
    return true;
  }

  /** An error answer to one call; those that would meet every call take the link down. */
  void failed(RedisCall call, String error) {
    if (call.generation() == generation && RedisErrors.concernsAllCalls(error)) {
      lose("it answered " + RedisErrors.code(error));
    }
  }

  // ---- lateness

  private void armSweep(long delayMs) {
    sweepArmed = true;
    long delay = Math.max(1, delayMs);
    sweepDueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
    vertx.setTimer(delay, timer -> sweep());
  }

  /**
   * One timer per loop and timeout span, not one per call: calls wait in the order of their
   * deadlines.
   */
  private void sweep() {
    sweepArmed = false;
    RedisCall head = waiting.peekFirst();
    if (head == null) {
      return;
    }
    long now = System.nanoTime();
    long leftNanos = head.deadlineNanos() - now;
    if (leftNanos > 0) {
      armSweep((leftNanos + 999_999) / 1_000_000);
    } else if (now - sweepDueNanos > LOOP_STALL_NANOS && !sweepGrace) {
      // The answers may lie in the socket: let the loop read it once.
      sweepGrace = true;
      armSweep(1);
    } else {
      sweepGrace = false;
      suspect();
    }
  }

  private void suspect() {
    up = false;
    LOG.warn("Redis did not answer within {} ms; degraded limits in force", settings.timeoutMs());
    probe();
    failWaiting(RedisUnavailable.LATE);
  }

  private void probe() {
    int mine = generation;
    long sentNanos = System.nanoTime();
    long stall =
        vertx.setTimer(
            settings.connectTimeoutMs(),
            timer -> {
              if (mine == generation) {
                lose("it stopped answering");
              }
            });
    connection
        .send(Request.cmd(Command.PING))
        .onComplete(
            (pong, failure) -> {
              vertx.cancelTimer(stall);
              if (mine != generation) {
                return;
              }
              if (failure != null) {
                lose("a probe failed");
              } else if (System.nanoTime() - sentNanos <= timeoutNanos) {
                comeUp();
              } else {
                vertx.setTimer(PROBE_PAUSE_MS, timer -> probeAgain(mine));
              }
            });
  }

  private void probeAgain(int mine) {
    if (mine == generation) {
      probe();
    }
  }

  // ---- connection

  private void connect() {
    int mine = ++generation;
    Redis attempt = Redis.createClient(vertx, RedisClientOptions.of(settings));
    client = attempt;
    vertx.setTimer(
        settings.connectTimeoutMs(),
        timer -> {
          if (mine == generation && connection == null) {
            lose("no connection in time");
          }
        });
    attempt
        .connect()
        .compose(made -> RedisGreeting.greet(made, script).map(made))
        .onComplete(
            (made, failure) -> {
              if (mine != generation) {
                attempt.close();
              } else if (failure != null) {
                lose("connecting failed");
              } else {
                connected(made, mine);
              }
            });
  }

  private void connected(RedisConnection made, int mine) {
    connection = made;
    made.exceptionHandler(failure -> lostConnection(mine));
    made.endHandler(end -> lostConnection(mine));
    comeUp();
  }

  private void comeUp() {
    up = true;
    upSinceNanos = System.nanoTime();
    LOG.info("Redis answers; limits are in force");
    onUp.run();
    firstUp.tryComplete();
  }

  private void lostConnection(int mine) {
    if (mine == generation) {
      lose("the connection ended");
    }
  }

  private void lose(String why) {
    if (closed) {
      return;
    }
    if (up) {
      LOG.warn("Redis is unavailable: {}; degraded limits in force", why);
    } else {
      LOG.debug("Redis is still unavailable: {}", why);
    }
    if (connection != null && System.nanoTime() - upSinceNanos > STABLE_NANOS) {
      backoff.reset();
    }
    Redis last = client;
    disconnect();
    int mine = generation;
    if (last != null) {
      last.close();
    }
    vertx.setTimer(
        backoff.nextMs(),
        timer -> {
          if (mine == generation && !closed) {
            connect();
          }
        });
  }

  private void disconnect() {
    up = false;
    generation++;
    scriptLoading = false;
    connection = null;
    client = null;
    failWaiting(RedisUnavailable.DOWN);
  }

  private void failWaiting(RedisUnavailable why) {
    outgoing.clear();
    RedisCall call;
    while ((call = waiting.pollFirst()) != null) {
      call.abandon(why);
    }
  }
}
