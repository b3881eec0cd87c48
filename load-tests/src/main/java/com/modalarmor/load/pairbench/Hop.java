package com.modalarmor.load.pairbench;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;

/**
 * How gateway and proxy reach the model stand-in; nginx, which speaks no HTTP/2 that way, takes
 * HTTP/1.1 instead, with TLS where they have it.
 *
 * <p>Immutable. What both ends of it are set to stands here alone, so that all targets have the
 * same way.
 */
enum Hop {
  /** Plain HTTP/1.1, a connection for each request in flight. */
  HTTP1,
  /** HTTP/2 without TLS, begun with prior knowledge. */
  H2C,
  /** HTTP/2 over TLS 1.3, as the Gemini API is reached. */
  H2;

  String scheme() {
    return this == H2 ? "https" : "http";
  }

  /** The gateway's name for the protocol. */
  String protocol() {
    return this == HTTP1 ? "http1" : "http2";
  }

  void server(HttpServerOptions options, String certificate, String key) {
    options.getInitialSettings().setMaxConcurrentStreams(Plan.inFlightMax());
    options.setHttp2ConnectionWindowSize(1 << 20).setHttp2RstFloodMaxRstFramePerWindow(100_000);
    if (this == H2) {
      Tls.server(options, certificate, key);
    }
  }

  void client(HttpClientOptions options, String certificate) {
    if (this != HTTP1) {
      options
          .setProtocolVersion(HttpVersion.HTTP_2)
          .setHttp2ClearTextUpgrade(false)
          .setHttp2ConnectionWindowSize(1 << 20);
    }
    if (this == H2) {
      Tls.client(options, certificate);
    }
  }
}
