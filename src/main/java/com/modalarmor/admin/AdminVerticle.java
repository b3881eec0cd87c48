package com.modalarmor.admin;

import com.modalarmor.settings.Secret;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

/**
 * The admin socket: TLS 1.3, every route behind the bootstrap admin key or a JWT with the role
 * {@code admin}. Holds {@code GET /v1/status} so far.
 */
public final class AdminVerticle extends VerticleBase {

  /** Tells whether a request bears a JWT or key with the role {@code admin}. */
  @FunctionalInterface
  public interface RoleCheck {
    boolean isAdmin(HttpServerRequest request);
  }

  private final HttpServerOptions options;
  private final Secret adminKey;
  private final RoleCheck roles;
  private final Supplier<JsonObject> status;
  private HttpServer server;

  public AdminVerticle(
      HttpServerOptions options, Secret adminKey, RoleCheck roles, Supplier<JsonObject> status) {
    this.options = options;
    this.adminKey = adminKey;
    this.roles = roles;
    this.status = status;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.route().handler(this::authorise);
    router.get("/v1/status").handler(request -> json(request, 200, status.get()));
    router.route().handler(request -> refuse(request, Refusal.Reason.NOT_FOUND));
    router.route().failureHandler(request -> refuse(request, Refusal.Reason.INTERNAL));
    server = vertx.createHttpServer(options).requestHandler(router);
    return server.listen();
  }

  private void authorise(RoutingContext request) {
    if (bearsAdminKey(request.request()) || roles.isAdmin(request.request())) {
      request.next();
    } else {
      request.response().putHeader("www-authenticate", "Bearer");
      refuse(request, Refusal.Reason.UNAUTHENTICATED);
    }
  }

  private boolean bearsAdminKey(HttpServerRequest request) {
    if (adminKey.isEmpty()) {
      return false;
    }
    String sent = request.getHeader("authorization");
    String key =
        sent != null && sent.startsWith("Bearer ")
            ? sent.substring("Bearer ".length())
            : request.getHeader("x-api-key");
    return key != null && MessageDigest.isEqual(utf8(key), utf8(adminKey.reveal()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void refuse(RoutingContext request, Refusal.Reason reason) {
    JsonObject error =
        new JsonObject()
            .put("code", reason.status())
            .put("message", reason.message())
            .put("status", reason.rpcStatus());
    json(request, reason.status(), new JsonObject().put("error", error));
  }

  private static void json(RoutingContext request, int statusCode, JsonObject body) {
    request
        .response()
        .setStatusCode(statusCode)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.encode());
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
