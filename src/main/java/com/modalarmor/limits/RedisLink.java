package com.modalarmor.limits;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
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
  private final RedisNews news;
  private final Backoff backoff;
  private final long timeoutNanos;
  private final ArrayDeque<RedisCall> waiting = new ArrayDeque<>();

  private final RedisOutbox outbox;
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

  /** {@code news} is told whenever the link has come up, before any call is sent. */
  RedisLink(Vertx vertx, LimitSettings settings, RedisScript script, RedisNews news) {
    this.vertx = vertx;
    this.settings = settings;
    this.script = script;
    this.news = news;
    this.backoff = new Backoff(settings.reconnectFirstMs(), settings.reconnectMaxMs());
    this.outbox = new RedisOutbox(vertx, () -> up ? connection : null);
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
  }

  /** Starts connecting and keeps at it; completes when the link is up for the first time. */
  Future<Void> start() {
    news.opened();
    connect();
    return firstUp.future();
  }

  boolean up() {
    return up;
  }

  /** Sends at the end of this turn of the loop, or fails now; answers once, within the timeout. */
  void call(RedisQuestion question) {
    if (!up) {
      question.complete(null, RedisUnavailable.DOWN);
      return;
    }
    if (waiting.size() >= settings.waitingMax()) {
      question.complete(null, RedisUnavailable.FULL);
      return;
    }
    RedisCall call = new RedisCall(this, generation, question, System.nanoTime() + timeoutNanos);
    waiting.addLast(call);
    if (!sweepArmed) {
      armSweep(settings.timeoutMs());
    }
    outbox.add(call);
  }

  /** In order: it is no loss. */
  Future<Void> close() {
    if (!closed) {
      closed = true;
      news.closed(up);
    }
    Redis last = client;
    disconnect();
    return last == null ? Future.succeededFuture() : last.close();
  }

  void answered() {
    RedisCall head = waiting.peekFirst();
    while (head != null && head.done()) {
      waiting.pollFirst();
      head = waiting.peekFirst();
    }
  }

  /** The script was flushed: loads it and sends the call again, in this order. */
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
    news.down(true, "no answer within " + settings.timeoutMs() + " ms");
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
                vertx.setTimer(
                    PROBE_PAUSE_MS,
                    timer -> {
                      if (mine == generation) {
                        probe();
                      }
                    });
              }
            });
  }

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
    Runnable ended =
        () -> {
          if (mine == generation) {
            lose("the connection ended");
          }
        };
    made.exceptionHandler(failure -> ended.run());
    made.endHandler(end -> ended.run());
    comeUp();
  }

  private void comeUp() {
    up = true;
    upSinceNanos = System.nanoTime();
    news.up();
    firstUp.tryComplete();
  }

  private void lose(String why) {
    if (closed) {
      return;
    }
    news.down(up, why);
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
    outbox.clear();
    RedisCall call;
    while ((call = waiting.pollFirst()) != null) {
      call.abandon(why);
    }
  }
}
