package com.modalarmor.load.pairbench;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * The baseline: vertx-http-proxy behind TLS 1.3 and h2, with nothing in between.
 *
 * <p>A process of its own. Arguments: port, upstream port, certificate, key, event loops, pool
 * size, hop.
 */
public final class ProxyMain {
  private ProxyMain() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    int port = Integer.parseInt(args[0]);
    int upstreamPort = Integer.parseInt(args[1]);
    int eventLoops = Integer.parseInt(args[4]);
    int poolMax = Integer.parseInt(args[5]);
    HttpClientOptions way = new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true);
    Hop.valueOf(args[6]).client(way, args[2]);
    if (!OpenSsl.isAvailable()) {
      throw new IllegalStateException("OpenSSL (netty-tcnative) is not available here");
    }
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(eventLoops));
    System.out.println("native transport: " + vertx.isNativeTransportEnabled());
    HttpServerOptions server = serverOptions(port, args[2], args[3]);
    for (int i = 0; i < eventLoops; i++) {
      vertx
          .deployVerticle(
              new io.vertx.core.VerticleBase() {
                @Override
                public io.vertx.core.Future<?> start() {
                  HttpClient client =
                      vertx.createHttpClient(
                          way,
                          new PoolOptions().setHttp1MaxSize(poolMax).setMaxWaitQueueSize(poolMax));
                  HttpProxy proxy = HttpProxy.reverseProxy(client);
                  proxy.origin(upstreamPort, "127.0.0.1");
                  return vertx.createHttpServer(server).requestHandler(proxy).listen();
                }
              })
          .onFailure(
              failure -> {
                System.err.println("proxy cannot start: " + failure.getMessage());
                Runtime.getRuntime().halt(1);
              });
    }
  }

  private static HttpServerOptions serverOptions(int port, String certificate, String key) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setTcpNoDelay(true)
            // The default window of 64 KB would be shared by all streams of a connection.
            .setHttp2ConnectionWindowSize(1 << 20)
            .setHttp2RstFloodMaxRstFramePerWindow(100_000);
    Tls.server(options, certificate, key);
    return options;
  }
}
