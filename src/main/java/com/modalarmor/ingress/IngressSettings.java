package com.modalarmor.ingress;

import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;

/**
 * The data plane's socket and its bounds. Immutable.
 *
 * @param port 0 = any free port
 * @param certificateFile PEM chain; empty = self-signed, for the demo alone
 * @param bodyTimeoutMs a body must be complete within it
 * @param idleTimeoutS a connection without any traffic; must exceed the longest wait for a model
 * @param connectionsMax open connections in one pod; further ones are closed at once
 * @param drainDelayMs time between "not ready" and closing the listener, for load balancers to
 *     notice
 * @param drainTimeoutMs time for requests in flight to end
 */
public record IngressSettings(
    String host,
    int port,
    Path certificateFile,
    Path privateKeyFile,
    int bodyBytesMax,
    int bodyTimeoutMs,
    int idleTimeoutS,
    int connectionsMax,
    int headersMax,
    int headerBytesMax,
    int requestLineBytesMax,
    int http2StreamsMax,
    int http2ConnectionWindowBytes,
    int http2StreamWindowBytes,
    int http2ResetsMax,
    int http2ResetWindowS,
    int tlsHandshakeTimeoutS,
    int writeQueueBytesMax,
    int drainDelayMs,
    int drainTimeoutMs) {

  public static IngressSettings read(SettingsReader reader) {
    SettingsReader tls = reader.section("tls");
    return new IngressSettings(
        reader.text("host", "0.0.0.0"),
        reader.integer("port", 8443, 0, 65_535),
        tls.path("certificate-file", ""),
        tls.path("private-key-file", ""),
        reader.integer("body-bytes-max", 8 << 20, 1_024, 256 << 20),
        reader.integer("body-timeout-ms", 30_000, 100, 600_000),
        reader.integer("idle-timeout-s", 330, 1, 3_600),
        reader.integer("connections-max", 10_000, 1, 1_000_000),
        reader.integer("headers-max", 100, 8, 1_000),
        reader.integer("header-bytes-max", 16 << 10, 1_024, 1 << 20),
        reader.integer("request-line-bytes-max", 4_096, 256, 64 << 10),
        reader.integer("http2-streams-max", 100, 1, 10_000),
        reader.integer("http2-connection-window-bytes", 1 << 20, 65_535, 1 << 30),
        reader.integer("http2-stream-window-bytes", 256 << 10, 65_535, 1 << 30),
        reader.integer("http2-resets-max", 200, 1, 100_000),
        reader.integer("http2-reset-window-s", 30, 1, 3_600),
        tls.integer("handshake-timeout-s", 10, 1, 60),
        reader.integer("write-queue-bytes-max", 1 << 20, 16 << 10, 64 << 20),
        reader.integer("drain-delay-ms", 5_000, 0, 60_000),
        reader.integer("drain-timeout-ms", 20_000, 100, 600_000));
  }
}
