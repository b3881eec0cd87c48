package com.modalarmor.ingress;

import com.modalarmor.dialect.Dialects;
import com.modalarmor.pipeline.Pipelines;
import com.modalarmor.transport.FlushTogether;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Listens for callers; one instance per event loop, all on the same port.
 *
 * <p>A pod holds at most {@code connections-max} connections; the ones beyond are closed at once.
 */
public final class IngressVerticle extends VerticleBase {

  /** Makes the pipelines of one loop, in its context. */
  @FunctionalInterface
  public interface PipelinesFactory {
    Future<Pipelines> create(Vertx vertx, Context context);
  }

  private static final int GOAWAY_PAUSE_MS = 500;

  private final IngressSettings settings;
  private final KeyCertOptions certificate;
  private final Dialects dialects;
  private final PipelinesFactory pipelinesOf;
  private final AtomicInteger connections;
  private final BooleanSupplier leaving;
  private final Set<HttpConnection> http2 = new HashSet<>();
  private Pipelines pipelines;
  private HttpServer server;

  /**
   * @param connections shared by all instances of a pod
   * @param leaving true once the pod drains: HTTP/1.1 connections end with their next answer
   */
  public IngressVerticle(
      IngressSettings settings,
      KeyCertOptions certificate,
      Dialects dialects,
      PipelinesFactory pipelinesOf,
      AtomicInteger connections,
      BooleanSupplier leaving) {
    this.settings = settings;
    this.certificate = certificate;
    this.dialects = dialects;
    this.pipelinesOf = pipelinesOf;
    this.connections = connections;
    this.leaving = leaving;
  }

  @Override
  public Future<?> start() {
    return pipelinesOf.create(vertx, context).compose(this::listen);
  }

  private Future<HttpServer> listen(Pipelines made) {
    pipelines = made;
    RequestHandler handler =
        new RequestHandler(settings, new BodyReader(vertx, settings), dialects, pipelines, leaving);
    HttpServerOptions options = ServerOptions.of(settings, certificate);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> admit(connection, options))
            .requestHandler(handler::handle)
            .invalidRequestHandler(handler::handleInvalid);
    return server.listen();
  }

  private void admit(HttpConnection connection, HttpServerOptions options) {
    if (!StrictRequestDecoder.install(connection, options)) {
      http2.add(connection);
    }
    FlushTogether.answers(connection);
    int open = connections.incrementAndGet();
    connection.closeHandler(
        v -> {
          connections.decrementAndGet();
          http2.remove(connection);
        });
    if (open > settings.connectionsMax()) {
      connection.close();
    }
  }

  /** The port in use; call after deployment. */
  public int actualPort() {
    return server.actualPort();
  }

  /**
   * Says GOAWAY, then refuses new connections and streams and lets those in flight end.
   *
   * <p>A first GOAWAY that excludes no stream, then a pause (RFC 9113, 6.8): streams that crossed
   * it on the way are served. The final one alone would cut them off.
   */
  @Override
  @SuppressWarnings("deprecation") // what takes its place, shutdown(), says no first GOAWAY
  public Future<?> stop() {
    if (server == null) {
      return Future.succeededFuture();
    }
    for (HttpConnection connection : List.copyOf(http2)) {
      connection.goAway(0, Integer.MAX_VALUE);
    }
    return vertx
        .timer(http2.isEmpty() ? 1 : GOAWAY_PAUSE_MS)
        .compose(v -> server.shutdown(settings.drainTimeoutMs(), TimeUnit.MILLISECONDS))
        .eventually(pipelines.closing());
  }
}
