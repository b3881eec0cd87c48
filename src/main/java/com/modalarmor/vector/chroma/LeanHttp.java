package com.modalarmor.vector.chroma;

import com.modalarmor.vector.HeavyAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Questions to a Chroma server that change nothing, over plain sockets of one event loop: a pool,
 * streams and headers of objects cost more than such a question does. Whatever is not as usual is
 * given back as {@link Again}, to be asked in the ordinary way. Confined to the loop.
 */
final class LeanHttp {

  /** The question is to be asked otherwise; it may be asked twice. Stackless: control flow. */
  static final class Again extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Again() {
      super("asked otherwise", null, false, false);
    }
  }

  private static final int SWEEP_MS_MIN = 20;
  private static final int SWEEPS_PER_TIMEOUT = 10;

  private final NetClient client;
  private final String host;
  private final int port;
  private final String authority;
  private final int connections;
  private final long timeoutNanos;
  private final ArrayDeque<Line> idle = new ArrayDeque<>();
  private final Set<Line> busy = new HashSet<>();
  private final Vertx vertx;
  private final long sweeping;
  private int connecting;

  /** For a server that is reached without TLS. */
  LeanHttp(Vertx vertx, ChromaSettings settings, int port) {
    this.vertx = vertx;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(settings.timeoutMs()));
    this.host = settings.baseUrl().getHost();
    this.port = port;
    this.authority = settings.baseUrl().getRawAuthority();
    this.connections = settings.connections();
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
    int sweepMs = Math.max(SWEEP_MS_MIN, settings.timeoutMs() / SWEEPS_PER_TIMEOUT);
    this.sweeping = vertx.setPeriodic(sweepMs, id -> sweep());
  }

  /** The answer, of whatever status. */
  Future<SizedAnswer> ask(HttpMethod method, String path, byte[] body) {
    Promise<SizedAnswer> done = Promise.promise();
    Buffer request = request(method, path, body);
    Line line = idle.pollLast();
    if (line != null) {
      line.ask(request, done);
    } else if (busy.size() + connecting >= connections) {
      done.fail(new Again());
    } else {
      connecting++;
      client
          .connect(port, host)
          .onComplete(
              socket -> {
                connecting--;
                if (socket.succeeded()) {
                  new Line(socket.result()).ask(request, done);
                } else {
                  done.fail(new Again());
                }
              });
    }
    return done.future();
  }

  private Buffer request(HttpMethod method, String path, byte[] body) {
    StringBuilder head = new StringBuilder(256);
    head.append(method.name()).append(' ').append(path);
    head.append(" HTTP/1.1\r\nhost: ").append(authority);
    if (body != null) {
      head.append("\r\ncontent-type: application/json\r\ncontent-length: ").append(body.length);
    }
    head.append("\r\n\r\n");
    Buffer request = Buffer.buffer(head.length() + (body == null ? 0 : body.length));
    request.appendBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    return body == null ? request : request.appendBytes(body);
  }

  /** One look at all in a while stands in for a timer a question. */
  private void sweep() {
    long now = System.nanoTime();
    for (Line line : Set.copyOf(busy)) {
      line.expire(now);
    }
  }

  void close() {
    vertx.cancelTimer(sweeping);
    client.close();
  }

  /** One connection; asked one question at a time. */
  private final class Line {

    private final NetSocket socket;
    private Promise<SizedAnswer> waiting;
    private SizedAnswer answer;
    private long untilNanos;

    private Line(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::read);
      socket.exceptionHandler(e -> end());
      socket.closeHandler(v -> end());
    }

    private void ask(Buffer request, Promise<SizedAnswer> done) {
      busy.add(this);
      waiting = done;
      answer = new SizedAnswer();
      untilNanos = System.nanoTime() + timeoutNanos;
      socket.write(request);
    }

    private void read(Buffer chunk) {
      if (waiting == null) {
        end(); // nobody asked
        return;
      }
      answer.add(chunk.getBytes());
      if (answer.isOdd() || answer.length() > HeavyAnswer.BYTES_MAX) {
        end();
      } else if (answer.isWhole()) {
        Promise<SizedAnswer> done = waiting;
        waiting = null;
        busy.remove(this);
        if (answer.closes()) {
          socket.close();
        } else {
          idle.addLast(this);
        }
        done.complete(answer);
      }
    }

    /** No more use: whoever waits asks otherwise, or on a worker. */
    private void end() {
      Promise<SizedAnswer> done = waiting;
      boolean heavy = done != null && !answer.isOdd() && answer.length() > HeavyAnswer.BYTES_MAX;
      waiting = null;
      idle.remove(this);
      busy.remove(this);
      socket.close();
      if (done != null) {
        done.fail(heavy ? new HeavyAnswer() : new Again());
      }
    }

    private void expire(long now) {
      if (now - untilNanos > 0) {
        Promise<SizedAnswer> done = waiting;
        waiting = null;
        end();
        done.fail(ChromaHttp.gone());
      }
    }
  }
}
