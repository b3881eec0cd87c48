package com.modalarmor.upstream;

import com.modalarmor.settings.Secret;
import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;

/**
 * Where a model API is and how it is called; the section {@code upstream.<provider>}. Immutable.
 *
 * @param caFile PEM certificates to trust instead of the JVM's; empty = the JVM's
 * @param answerBytesMax longest answer that is read, in bytes
 */
public record UpstreamSettings(
    BaseUrl baseUrl,
    Protocol protocol,
    Secret apiKey,
    Path caFile,
    Timeouts timeouts,
    Pool pool,
    Retries retries,
    BreakerSettings breaker,
    int answerBytesMax) {

  /** Which HTTP versions are spoken. */
  public enum Protocol {
    /** HTTP/2 by ALPN with HTTP/1.1 as fallback; on plain http HTTP/1.1. */
    AUTO,
    HTTP1,
    /** HTTP/2 alone; on plain http with prior knowledge. */
    HTTP2
  }

  /**
   * Deadlines in milliseconds.
   *
   * @param connectMs TCP connect, and again TLS handshake
   * @param firstByteMs from the call to the first byte of the answer's body, waiting and retries
   *     included
   * @param idleMs between two pieces of the answer
   * @param totalMs from the call to the end of the answer
   */
  public record Timeouts(int connectMs, int firstByteMs, int idleMs, int totalMs) {
    public static final Timeouts DEFAULT = new Timeouts(2_000, 60_000, 30_000, 300_000);
  }

  /** Sizes for each event loop; connections are not shared between loops. */
  public record Pool(
      int http1ConnectionsMax, int http2ConnectionsMax, int http2StreamsMax, int waitQueueMax) {
    public static final Pool DEFAULT = new Pool(64, 2, 100, 256);
  }

  /** How often one request is repeated, and what share of all requests may be. */
  public record Retries(int max, int budgetPercent) {
    public static final Retries DEFAULT = new Retries(1, 20);
  }

  public static final int ANSWER_BYTES_MAX = 16 << 20;

  private static final String GEMINI = "https://generativelanguage.googleapis.com";
  private static final int DAY_MS = 86_400_000;

  /** Reads the section {@code upstream.gemini}; faults are collected by the reader. */
  public static UpstreamSettings read(SettingsReader section) {
    BaseUrl baseUrl = BaseUrl.read(section, "base-url", GEMINI);
    String caFile = section.text("ca-file", "");
    return new UpstreamSettings(
        baseUrl,
        section.choice("protocol", Protocol.class, Protocol.AUTO),
        readKey(section, baseUrl),
        caFile.isEmpty() ? Path.of("") : section.existingFile("ca-file"),
        readTimeouts(section),
        readPool(section),
        new Retries(
            section.integer("retries-max", Retries.DEFAULT.max(), 0, 2),
            section.integer("retry-budget-percent", Retries.DEFAULT.budgetPercent(), 0, 20)),
        readBreaker(section),
        section.integer("answer-bytes-max", ANSWER_BYTES_MAX, 1_024, 256 << 20));
  }

  /** The settings for one plain-HTTP upstream with every other value as shipped. */
  public static UpstreamSettings to(BaseUrl baseUrl, Secret apiKey) {
    return new UpstreamSettings(
        baseUrl,
        Protocol.AUTO,
        apiKey,
        Path.of(""),
        Timeouts.DEFAULT,
        Pool.DEFAULT,
        Retries.DEFAULT,
        BreakerSettings.DEFAULT,
        ANSWER_BYTES_MAX);
  }

  private static Secret readKey(SettingsReader section, BaseUrl baseUrl) {
    Secret key = section.secret("GEMINI_API_KEY", "api-key-file");
    if (!key.isEmpty() && !baseUrl.tls() && !baseUrl.loopback()) {
      section.fault("base-url", "would send the API key unencrypted; use https");
    }
    String value = key.reveal();
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
        section.fault("api-key-file", "the key holds a character that no API key has");
        return Secret.NONE;
      }
    }
    return key;
  }

  private static Timeouts readTimeouts(SettingsReader section) {
    Timeouts shipped = Timeouts.DEFAULT;
    Timeouts read =
        new Timeouts(
            section.integer("connect-timeout-ms", shipped.connectMs(), 50, 60_000),
            section.integer("first-byte-timeout-ms", shipped.firstByteMs(), 50, DAY_MS),
            section.integer("idle-timeout-ms", shipped.idleMs(), 50, DAY_MS),
            section.integer("total-timeout-ms", shipped.totalMs(), 50, DAY_MS));
    if (read.totalMs() < read.firstByteMs()) {
      section.fault("total-timeout-ms", "must not be below first-byte-timeout-ms");
    }
    return read;
  }

  private static Pool readPool(SettingsReader section) {
    Pool shipped = Pool.DEFAULT;
    return new Pool(
        section.integer("pool-http1-connections-max", shipped.http1ConnectionsMax(), 1, 4_096),
        section.integer("pool-http2-connections-max", shipped.http2ConnectionsMax(), 1, 256),
        section.integer("pool-http2-streams-max", shipped.http2StreamsMax(), 1, 1_000),
        section.integer("pool-wait-queue-max", shipped.waitQueueMax(), 0, 65_536));
  }

  private static BreakerSettings readBreaker(SettingsReader section) {
    BreakerSettings shipped = BreakerSettings.DEFAULT;
    return new BreakerSettings(
        section.integer("breaker-calls-min", shipped.callsMin(), 1, 100_000),
        section.integer("breaker-failure-percent", shipped.failurePercent(), 1, 100),
        section.longInteger("breaker-window-ms", shipped.windowMs(), 100, 600_000),
        section.longInteger("breaker-cool-down-ms", shipped.coolDownMs(), 10, 600_000));
  }
}
