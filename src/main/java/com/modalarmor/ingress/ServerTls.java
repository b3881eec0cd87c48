package com.modalarmor.ingress;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * TLS as both sockets of the gateway offer it: 1.3 alone, BoringSSL through netty-tcnative, the
 * JDK's engine as the declared fallback. Stateless.
 */
public final class ServerTls {

  private ServerTls() {}

  /** Name of the engine in use, for the log. */
  public static String engine() {
    return OpenSSLEngineOptions.isAvailable() ? "boringssl" : "jdk";
  }

  /**
   * Adds TLS 1.3 and ALPN (h2, then http/1.1). HTTP/1.0 is in the list because Vert.x answers a
   * version outside it by itself: what to say to one is for the handlers.
   */
  public static HttpServerOptions apply(
      HttpServerOptions options, KeyCertOptions certificate, int handshakeTimeoutS) {
    return options
        .setSsl(true)
        .setKeyCertOptions(certificate)
        .setSslEngineOptions(
            OpenSSLEngineOptions.isAvailable()
                ? new OpenSSLEngineOptions()
                : new JdkSSLEngineOptions())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setSslHandshakeTimeout(handshakeTimeoutS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
        .setHttp2ClearTextEnabled(false);
  }
}
