package com.modalarmor.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FlushTogetherTest {

  private static final int REQUESTS = 24;

  @Test
  void requests_of_one_turn_leave_an_http2_connection_eight_at_a_time(Vertx vertx)
      throws Exception {
    int apart = flushes(vertx, HttpVersion.HTTP_2, connection -> {});
    int together = flushes(vertx, HttpVersion.HTTP_2, FlushTogether::requests);
    assertTrue(apart >= REQUESTS, "without it each request is flushed: " + apart);
    // Three for the requests; a few more for settings and windows, which leave on their own.
    assertTrue(
        together >= 3 && together <= 3 + 5, "flushes for " + REQUESTS + " requests: " + together);
  }

  @Test
  void an_http1_connection_is_left_alone(Vertx vertx) throws Exception {
    assertEquals(
        flushes(vertx, HttpVersion.HTTP_1_1, connection -> {}),
        flushes(vertx, HttpVersion.HTTP_1_1, FlushTogether::requests));
  }

  /** What reaches the socket while {@link #REQUESTS} requests are sent in one turn of the loop. */
  private static int flushes(Vertx vertx, HttpVersion version, Consumer<HttpConnection> install)
      throws Exception {
    AtomicInteger flushes = new AtomicInteger();
    HttpServer server =
        await(
            vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.response().end("ok"))
                .listen());
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false))
            .with(new PoolOptions().setHttp1MaxSize(REQUESTS).setHttp2MaxSize(1))
            .withConnectHandler(
                connection -> {
                  install.accept(connection);
                  ((HttpClientConnection) connection)
                      .channelHandlerContext()
                      .pipeline()
                      .addFirst(new CountFlushes(flushes));
                })
            .build();
    try {
      await(get(client, server.actualPort()));
      flushes.set(0);
      Promise<Void> all = Promise.promise();
      vertx.runOnContext(
          v -> {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
              answers.add(get(client, server.actualPort()));
            }
            Future.all(answers).<Void>mapEmpty().onComplete(all);
          });
      await(all.future());
      return flushes.get();
    } finally {
      await(client.close());
      await(server.close());
    }
  }

  private static Future<?> get(HttpClient client, int port) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .onSuccess(body -> assertEquals("ok", body.toString()));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static final class CountFlushes extends ChannelOutboundHandlerAdapter {
    private final AtomicInteger count;

    CountFlushes(AtomicInteger count) {
      this.count = count;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
      count.incrementAndGet();
      ctx.flush();
    }
  }
}
