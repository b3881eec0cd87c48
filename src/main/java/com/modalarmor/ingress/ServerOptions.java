package com.modalarmor.ingress;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.TimeUnit;

/** Every bound of the data plane's HTTP server, set explicitly. Stateless. */
final class ServerOptions {

  private static final int SMALL_CONTINUATIONS_MAX = 16;
  private static final int CHUNK_BYTES_MAX = 8_192;

  private ServerOptions() {}

  static HttpServerOptions of(IngressSettings settings, KeyCertOptions certificate) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setTcpNoDelay(true)
            .setReuseAddress(true)
            .setCompressionSupported(false) // compressing secrets beside chosen text leaks them
            .setDecompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false) // there are none: two handlers less
            .setPerMessageWebSocketCompressionSupported(false)
            .setHandle100ContinueAutomatically(true)
            .setMaxInitialLineLength(settings.requestLineBytesMax())
            .setMaxHeaderSize(settings.headerBytesMax())
            .setMaxChunkSize(CHUNK_BYTES_MAX)
            .setIdleTimeout(settings.idleTimeoutS())
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setHttp2ConnectionWindowSize(settings.http2ConnectionWindowBytes())
            .setHttp2RstFloodMaxRstFramePerWindow(settings.http2ResetsMax())
            .setHttp2RstFloodWindowDuration(settings.http2ResetWindowS())
            .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
            .setHttp2MaxSmallContinuationFrames(SMALL_CONTINUATIONS_MAX)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(settings.http2StreamsMax())
                    .setInitialWindowSize(settings.http2StreamWindowBytes())
                    .setMaxHeaderListSize(settings.headerBytesMax()));
    return ServerTls.apply(options, certificate, settings.tlsHandshakeTimeoutS());
  }
}
