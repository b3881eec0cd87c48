package com.modalarmor.vector.chroma;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.HeavyAnswer;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorFault.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls of a Chroma server. Nothing of the caller's own request goes along: paths and bodies are
 * built here, and no header of the caller's. Thread-safe.
 *
 * <p>Each event loop has connections of its own, so that a call from it changes no thread, and asks
 * over lean ones what changes nothing; all workers share some.
 */
final class ChromaHttp {

  private static final Set<String> VECTORS = Set.of("embeddings");
  private static final JsonReader READER = new JsonReader(new JsonLimits(32, 64 << 20, 50_000_000));
  private static final int WAITING_MAX = 1_024;

  private final Vertx vertx;
  private final ChromaSettings settings;
  private final HttpClient shared;
  private final Map<Thread, Own> ofLoops = new ConcurrentHashMap<>();

  /** What an event loop has for itself; {@code lean} is null where the server asks for TLS. */
  private record Own(HttpClient ordinary, LeanHttp lean) {}

  ChromaHttp(Vertx vertx, ChromaSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.shared = client();
  }

  private boolean tls() {
    return settings.baseUrl().getScheme().equals("https");
  }

  private int port() {
    int port = settings.baseUrl().getPort();
    return port > 0 ? port : tls() ? 443 : 80;
  }

  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDefaultHost(settings.baseUrl().getHost())
            .setDefaultPort(port())
            .setSsl(tls())
            .setVerifyHost(true)
            .setTcpNoDelay(true)
            .setConnectTimeout(settings.timeoutMs()),
        new PoolOptions().setHttp1MaxSize(settings.connections()).setMaxWaitQueueSize(WAITING_MAX));
  }

  /** Null on a worker. */
  private Own own() {
    return isVerticlesLoop()
        ? ofLoops.computeIfAbsent(
            Thread.currentThread(),
            loop -> new Own(client(), tls() ? null : new LeanHttp(vertx, settings, port())))
        : null;
  }

  private static boolean changesNothing(HttpMethod method, String path) {
    return method == HttpMethod.GET || path.endsWith("/query") || path.endsWith("/get");
  }

  /**
   * The answer's body; fails with a fault for any status but success, and with {@link HeavyAnswer}
   * on an event loop that should not read it. What the server says in its own errors stays here: it
   * may name what is not the caller's.
   */
  Future<byte[]> call(HttpMethod method, String path, byte[] body) {
    Own own = own();
    if (own == null || own.lean() == null || !changesNothing(method, path)) {
      return call(own == null ? shared : own.ordinary(), method, path, body);
    }
    return own.lean()
        .ask(method, path, body)
        .transform(
            asked -> {
              if (asked.succeeded()) {
                return Future.succeededFuture(bodyOf(asked.result()));
              }
              return asked.cause() instanceof LeanHttp.Again
                  ? call(own.ordinary(), method, path, body)
                  : Future.failedFuture(asked.cause());
            });
  }

  private byte[] bodyOf(SizedAnswer answer) {
    VectorFault fault = faultOf(answer.status());
    if (fault != null) {
      throw fault;
    }
    if (answer.length() > settings.answerBytesMax()) {
      throw tooLarge();
    }
    return answer.body();
  }

  private Future<byte[]> call(HttpClient client, HttpMethod method, String path, byte[] body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setURI(path)
            .setConnectTimeout(settings.timeoutMs())
            .setIdleTimeout(settings.timeoutMs());
    Promise<byte[]> done = Promise.promise();
    client
        .request(options)
        .onFailure(e -> done.tryFail(gone()))
        .onSuccess(
            request -> {
              // Before it is sent: a small answer is over when its head is told of.
              request
                  .response()
                  .onFailure(e -> done.tryFail(gone()))
                  .onSuccess(response -> read(response, done));
              if (body == null) {
                request.send();
              } else {
                request.putHeader("content-type", "application/json").send(Buffer.buffer(body));
              }
            });
    return done.future();
  }

  /** True in a verticle that shares its thread with others' requests. */
  private static boolean isVerticlesLoop() {
    Context context = Vertx.currentContext();
    return context != null && context.isEventLoopContext() && context.deploymentID() != null;
  }

  /** True when an answer of that size is not for the thread that asks. */
  boolean isHeavy(long bytes) {
    return bytes > HeavyAnswer.BYTES_MAX && isVerticlesLoop();
  }

  /** The body, never more of it in memory than is allowed. */
  private void read(HttpClientResponse response, Promise<byte[]> done) {
    Buffer whole = Buffer.buffer();
    boolean onLoop = isVerticlesLoop();
    long[] length = new long[1];
    response.handler(
        chunk -> {
          length[0] += chunk.length();
          if (length[0] > settings.answerBytesMax()) {
            done.tryFail(tooLarge());
            response.request().reset();
          } else if (onLoop && length[0] > HeavyAnswer.BYTES_MAX) {
            done.tryFail(new HeavyAnswer()); // what is left is let pass: the connection stays
          } else {
            whole.appendBuffer(chunk);
          }
        });
    response.exceptionHandler(e -> done.tryFail(gone()));
    response.endHandler(
        v -> {
          VectorFault fault = faultOf(response.statusCode());
          if (fault == null) {
            done.tryComplete(whole.getBytes());
          } else {
            done.tryFail(fault);
          }
        });
  }

  private static VectorFault tooLarge() {
    return new VectorFault(Kind.STORE_FAILED, "The vector store's answer is too large");
  }

  /** Null for success. */
  private static VectorFault faultOf(int status) {
    if (status >= 200 && status < 300) {
      return null;
    }
    return switch (status) {
      case 404 -> new VectorFault(Kind.NOT_FOUND, "There is no such thing in the vector store");
      case 409 -> new VectorFault(Kind.EXISTS, "It already exists");
      case 400, 422 -> VectorFault.invalid("The vector store refused the request");
      case 429, 503 -> gone();
      default -> new VectorFault(Kind.STORE_FAILED, "The vector store failed");
    };
  }

  static VectorFault gone() {
    return new VectorFault(Kind.STORE_GONE, "The vector store is not reachable right now");
  }

  Future<Map<String, Object>> object(HttpMethod method, String path, byte[] body, int rowDepth) {
    return call(method, path, body).map(bytes -> tree(bytes, rowDepth));
  }

  /** An answer that is a number and nothing else. */
  Future<Integer> number(String path) {
    return call(HttpMethod.GET, path, null)
        .map(
            bytes -> {
              try {
                return Integer.valueOf(new String(bytes, StandardCharsets.US_ASCII).strip());
              } catch (NumberFormatException e) {
                throw ChromaAnswers.unreadable();
              }
            });
  }

  /** The objects of a list. It is read in an object of its own: the one JSON door reads objects. */
  @SuppressWarnings("unchecked") // keys of our trees are strings
  Future<List<Map<String, Object>>> list(String path) {
    return call(HttpMethod.GET, path, null)
        .map(
            bytes -> {
              byte[] head = "{\"list\":".getBytes(StandardCharsets.UTF_8);
              byte[] wrapped = new byte[head.length + bytes.length + 1];
              System.arraycopy(head, 0, wrapped, 0, head.length);
              System.arraycopy(bytes, 0, wrapped, head.length, bytes.length);
              wrapped[wrapped.length - 1] = '}';
              return (List<Map<String, Object>>) tree(wrapped, 2).get("list");
            });
  }

  private static Map<String, Object> tree(byte[] bytes, int rowDepth) {
    try {
      return JsonTree.read(READER, bytes, VECTORS, rowDepth);
    } catch (JsonFault e) {
      throw ChromaAnswers.unreadable();
    }
  }

  void close() {
    shared.close();
    for (Own own : ofLoops.values()) {
      own.ordinary().close();
      if (own.lean() != null) {
        own.lean().close();
      }
    }
  }
}
