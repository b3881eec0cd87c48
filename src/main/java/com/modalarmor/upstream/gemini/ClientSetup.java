package com.modalarmor.upstream.gemini;

import com.modalarmor.upstream.BaseUrl;
import com.modalarmor.upstream.UpstreamSettings;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Turns settings into the options of the HTTP client and its pool. Stateless. */
final class ClientSetup {

  private static final int WINDOW_BYTES = 1 << 20;
  private static final int CONNECTION_WINDOW_BYTES = 16 << 20;
  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final int IDLE_SLACK_MS = 1_000;

  private ClientSetup() {}

  static HttpClientOptions client(UpstreamSettings settings) {
    BaseUrl baseUrl = settings.baseUrl();
    UpstreamSettings.Timeouts timeouts = settings.timeouts();
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost(baseUrl.host())
            .setDefaultPort(baseUrl.port())
            .setConnectTimeout(timeouts.connectMs())
            // Our own deadlines come first; this closes what they could not reach.
            .setIdleTimeout(Math.max(timeouts.firstByteMs(), timeouts.idleMs()) + IDLE_SLACK_MS)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTcpNoDelay(true)
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setMaxRedirects(0)
            .setDecompressionSupported(false)
            .setHttp2MultiplexingLimit(settings.pool().http2StreamsMax())
            .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
            .setInitialSettings(
                new Http2Settings().setInitialWindowSize(WINDOW_BYTES).setPushEnabled(false))
            .setHttp2ClearTextUpgrade(false)
            .setProtocolVersion(
                startsWithHttp2(settings) ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
            .setTracingPolicy(TracingPolicy.IGNORE);
    if (baseUrl.tls()) {
      secure(options, settings);
    }
    return options;
  }

  private static void secure(HttpClientOptions options, UpstreamSettings settings) {
    options
        .setSsl(true)
        .setTrustAll(false)
        .setVerifyHost(true)
        .setUseAlpn(settings.protocol() != Protocol.HTTP1)
        .setAlpnVersions(
            settings.protocol() == Protocol.HTTP2
                ? List.of(HttpVersion.HTTP_2)
                : List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(settings.timeouts().connectMs())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    if (!settings.caFile().toString().isEmpty()) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(settings.caFile().toString()));
    }
  }

  /** The pool's own queue only bridges the moment in which a connection is made or handed back. */
  static PoolOptions pool(UpstreamSettings settings) {
    return new PoolOptions()
        .setHttp1MaxSize(settings.pool().http1ConnectionsMax())
        .setHttp2MaxSize(settings.pool().http2ConnectionsMax())
        .setMaxWaitQueueSize(Math.max(http1Streams(settings), http2Streams(settings)));
  }

  static boolean startsWithHttp2(UpstreamSettings settings) {
    return settings.protocol() == Protocol.HTTP2
        || (settings.protocol() == Protocol.AUTO && settings.baseUrl().tls());
  }

  static int http1Streams(UpstreamSettings settings) {
    return settings.pool().http1ConnectionsMax();
  }

  static int http2Streams(UpstreamSettings settings) {
    return settings.pool().http2ConnectionsMax() * settings.pool().http2StreamsMax();
  }
}
