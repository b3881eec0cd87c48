package com.modalarmor.vector.chroma;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorFault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Calls of a Chroma server. Nothing of the caller's own request goes along: paths and bodies are
 * built here, and no header of the caller's. Thread-safe.
 */
final class ChromaHttp {

  private static final Set<String> VECTORS = Set.of("embeddings");
  private static final JsonReader READER = new JsonReader(new JsonLimits(32, 64 << 20, 50_000_000));

  private final ChromaSettings settings;
  private final WebClient client;

  ChromaHttp(Vertx vertx, ChromaSettings settings) {
    this.settings = settings;
    boolean tls = settings.baseUrl().getScheme().equals("https");
    int port = settings.baseUrl().getPort();
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost(settings.baseUrl().getHost())
                .setDefaultPort(port > 0 ? port : tls ? 443 : 80)
                .setSsl(tls)
                .setVerifyHost(true)
                .setFollowRedirects(false)
                .setUserAgentEnabled(false)
                .setTcpNoDelay(true)
                .setConnectTimeout(settings.timeoutMs()),
            new PoolOptions().setHttp1MaxSize(settings.connections()).setMaxWaitQueueSize(1_024));
  }

  /**
   * The answer's body; fails with a fault for any status but success. What the server says in its
   * own errors stays here: it may name what is not the caller's.
   */
  Future<Buffer> call(HttpMethod method, String path, byte[] body) {
    HttpRequest<Buffer> request = client.request(method, path).timeout(settings.timeoutMs());
    Future<HttpResponse<Buffer>> response =
        body == null
            ? request.send()
            : request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer(body));
    return response
        .recover(e -> Future.failedFuture(gone()))
        .map(answer -> checked(answer.statusCode(), answer.bodyAsBuffer()));
  }

  private Buffer checked(int status, Buffer body) {
    Buffer bytes = body == null ? Buffer.buffer() : body;
    if (bytes.length() > settings.answerBytesMax()) {
      throw new VectorFault(Kind.STORE_FAILED, "The vector store's answer is too large");
    }
    if (status >= 200 && status < 300) {
      return bytes;
    }
    throw switch (status) {
      case 404 -> new VectorFault(Kind.NOT_FOUND, "There is no such thing in the vector store");
      case 409 -> new VectorFault(Kind.EXISTS, "It already exists");
      case 400, 422 -> VectorFault.invalid("The vector store refused the request");
      case 429, 503 -> gone();
      default -> new VectorFault(Kind.STORE_FAILED, "The vector store failed");
    };
  }

  private static VectorFault gone() {
    return new VectorFault(Kind.STORE_GONE, "The vector store is not reachable right now");
  }

  Future<Map<String, Object>> object(HttpMethod method, String path, byte[] body, int rowDepth) {
    return call(method, path, body).map(bytes -> tree(bytes.getBytes(), rowDepth));
  }

  /** A list in an object of its own: the one JSON door reads objects. */
  Future<Map<String, Object>> list(String path) {
    return call(HttpMethod.GET, path, null)
        .map(
            bytes -> {
              byte[] head = "{\"list\":".getBytes(StandardCharsets.UTF_8);
              byte[] wrapped = new byte[head.length + bytes.length() + 1];
              System.arraycopy(head, 0, wrapped, 0, head.length);
              bytes.getBytes(wrapped, head.length);
              wrapped[wrapped.length - 1] = '}';
              return tree(wrapped, 2);
            });
  }

  private static Map<String, Object> tree(byte[] bytes, int rowDepth) {
    try {
      return JsonTree.read(READER, bytes, VECTORS, rowDepth);
    } catch (JsonFault e) {
      throw new VectorFault(Kind.STORE_FAILED, "The vector store's answer cannot be read");
    }
  }

  void close() {
    client.close();
  }
}
