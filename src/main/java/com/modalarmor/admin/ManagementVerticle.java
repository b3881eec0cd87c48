package com.modalarmor.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The management socket: {@code /metrics}, {@code /livez}, {@code /readyz}, {@code /startupz}.
 * Plain HTTP; for the pod network only.
 */
public final class ManagementVerticle extends VerticleBase {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final ManagementSettings settings;
  private final Health health;
  private final PrometheusMeterRegistry registry;
  private HttpServer server;

  public ManagementVerticle(
      ManagementSettings settings, Health health, PrometheusMeterRegistry registry) {
    this.settings = settings;
    this.health = health;
    this.registry = registry;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/livez").handler(request -> probe(request, health.live()));
    router.get("/readyz").handler(request -> probe(request, health.ready()));
    router.get("/startupz").handler(request -> probe(request, health.hasStarted()));
    router.get("/metrics").handler(this::metrics);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setIdleTimeout(60)
                    .setHttp2ClearTextEnabled(false))
            .requestHandler(router);
    return server.listen();
  }

  private void probe(RoutingContext request, boolean good) {
    JsonObject body = new JsonObject().put("status", good ? "ok" : "unavailable");
    health.report().forEach(body::put);
    request
        .response()
        .setStatusCode(good ? 200 : 503)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }

  /** Rendering thousands of series takes milliseconds: not on an event loop. */
  private void metrics(RoutingContext request) {
    vertx
        .executeBlocking(() -> registry.scrape(), false)
        .onSuccess(text -> request.response().putHeader("content-type", PROMETHEUS).end(text))
        .onFailure(e -> request.response().setStatusCode(500).end());
  }

  /** The port in use; call after deployment. */
  public int actualPort() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}
