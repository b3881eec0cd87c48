package com.modalarmor.load.pairbench;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.List;
import java.util.Set;

/**
 * TLS 1.3 by OpenSSL with HTTP/2, as all JVMs of the bench have it but the gateway, which has
 * settings of its own.
 *
 * <p>Stateless.
 */
final class Tls {
  private Tls() {}

  static void server(HttpServerOptions options, String certificate, String key) {
    common(options);
    options
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setKeyCertOptions(new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key));
  }

  static void client(HttpClientOptions options, String certificate) {
    common(options);
    options
        .setAlpnVersions(List.of(HttpVersion.HTTP_2))
        .setTrustOptions(new PemTrustOptions().addCertPath(certificate));
  }

  private static void common(TCPSSLOptions options) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setSslEngineOptions(new OpenSSLEngineOptions());
  }
}
