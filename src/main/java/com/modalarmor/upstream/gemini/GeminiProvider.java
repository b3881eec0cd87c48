package com.modalarmor.upstream.gemini;

import com.modalarmor.transport.FlushTogether;
import com.modalarmor.upstream.Breaker;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.upstream.EventTaker;
import com.modalarmor.upstream.Provider;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.RetryBudget;
import com.modalarmor.upstream.UpstreamSettings;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Gemini API, over a pool of connections of its own. Confined to the context it was made on:
 * call it there.
 *
 * <p>Of the caller's request only method, path and body go out; every header is ours.
 */
public final class GeminiProvider implements Provider {

  private static final Logger LOG = LoggerFactory.getLogger(GeminiProvider.class);
  private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long BIRTH_SLACK_MS = 500;

  private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-goog-api-key");
  private static final CharSequence AGENT = HttpHeaders.createOptimized("modal-armor");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");

  final Vertx vertx;
  final Context context;
  final Breaker breaker;
  final RetryBudget budget;
  final Gate gate;
  final Sweep sweep;
  final ErrorAnswers errors;
  final long firstByteNanos;
  final long idleNanos;
  final long totalNanos;

  /** Attempts that the pool has not given a stream yet, oldest first. */
  final LinkedHashSet<Attempt> unborn = new LinkedHashSet<>();

  private final long birthNanosMax;
  private final UpstreamSettings settings;
  private final String apiKey;
  private HttpClient client;
  private boolean http2;
  private boolean measured;
  private boolean closed;
  private long lastLogNanos = System.nanoTime() - LOG_PAUSE_NANOS;

  /** Call on the context that will use it. */
  public GeminiProvider(
      Vertx vertx, UpstreamSettings settings, Breaker breaker, RetryBudget budget) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.breaker = breaker;
    this.budget = budget;
    this.settings = settings;
    this.apiKey = settings.apiKey().reveal();
    this.errors = new ErrorAnswers(apiKey);
    this.client = newClient();
    this.http2 = settings.protocol() == UpstreamSettings.Protocol.HTTP2;
    this.gate = new Gate(firstStreams(), settings.pool().waitQueueMax());
    UpstreamSettings.Timeouts timeouts = settings.timeouts();
    this.firstByteNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.firstByteMs());
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.idleMs());
    this.totalNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.totalMs());
    // TCP, TLS, and a little for the peer's HTTP/2 settings, which the client itself awaits for
    // ever.
    this.birthNanosMax = TimeUnit.MILLISECONDS.toNanos(2L * timeouts.connectMs() + BIRTH_SLACK_MS);
    this.sweep =
        new Sweep(
            this,
            Math.min(timeouts.totalMs(), Math.min(timeouts.firstByteMs(), timeouts.idleMs())));
  }

  @Override
  public Future<ProviderReply> send(
      ProviderRequest request, Cancellation cancellation, EventTaker taker) {
    if (closed) {
      return Future.failedFuture(new Refusal(Refusal.Reason.DRAINING));
    }
    if (cancellation.cancelled()) {
      return Future.failedFuture(new Refusal(Refusal.Reason.CLIENT_GONE));
    }
    Exchange exchange = new Exchange(this, request, cancellation, taker);
    exchange.begin();
    return exchange.promise().future();
  }

  @Override
  public Future<Void> close() {
    if (!closed) {
      closed = true;
      for (Exchange exchange : sweep.close()) {
        exchange.abandon(new Refusal(Refusal.Reason.DRAINING));
      }
    }
    return client.close();
  }

  /** Requests that wait for a stream of the pool; for metrics, read on the provider's context. */
  public int waiting() {
    return gate.waiting();
  }

  /** Streams in use; for metrics, read on the provider's context. */
  public int streamsInUse() {
    return gate.inside();
  }

  Future<HttpClientRequest> stream(ProviderRequest request) {
    String path = settings.baseUrl().pathPrefix() + request.path();
    return client.request(
        new RequestOptions()
            .setMethod(request.method().equals("GET") ? HttpMethod.GET : HttpMethod.POST)
            .setFollowRedirects(false)
            .setURI(uri(path, request)));
  }

  void writeHeaders(HttpClientRequest stream, ProviderRequest request) {
    MultiMap headers = stream.headers();
    headers.set(HttpHeaders.USER_AGENT, AGENT);
    headers.set(HttpHeaders.ACCEPT, request.stream() ? EVENTS : JSON);
    if (request.body().length > 0) {
      headers.set(HttpHeaders.CONTENT_TYPE, JSON);
    }
    if (!apiKey.isEmpty()) {
      headers.set(API_KEY, apiKey);
    }
  }

  /** Learns from an answer how many streams the pool really has. */
  void speaks(HttpClientResponse response) {
    boolean nowHttp2 = response.version() == HttpVersion.HTTP_2;
    if (nowHttp2 != http2 || (nowHttp2 && !measured)) {
      http2 = nowHttp2;
      measured = nowHttp2;
      gate.resize(nowHttp2 ? http2Streams(response) : ClientSetup.http1Streams(settings));
    }
  }

  private int http2Streams(HttpClientResponse response) {
    long allowed =
        response
            .request()
            .connection()
            .remoteSettings()
            .getLongOrDefault(Http2Settings.MAX_CONCURRENT_STREAMS);
    long each = Math.max(1, Math.min(settings.pool().http2StreamsMax(), allowed));
    return (int) (settings.pool().http2ConnectionsMax() * each);
  }

  /** By ALPN nobody knows before the first answer: then the smaller of both pools. */
  private int firstStreams() {
    if (!ClientSetup.startsWithHttp2(settings)) {
      return ClientSetup.http1Streams(settings);
    }
    int streams = ClientSetup.http2Streams(settings);
    return http2 ? streams : Math.min(streams, ClientSetup.http1Streams(settings));
  }

  /**
   * A pool that has not delivered in time is replaced: a peer that accepts a connection and never
   * speaks HTTP/2 on it would keep its place for ever. Streams of the old one run to their end.
   */
  void checkUnborn(long nowNanos) {
    if (unborn.isEmpty() || nowNanos - unborn.iterator().next().startNanos < birthNanosMax) {
      return;
    }
    HttpClient old = client;
    client = newClient();
    measured = false;
    old.shutdown(settings.timeouts().totalMs(), TimeUnit.MILLISECONDS);
    List<Attempt> lost = List.copyOf(unborn);
    unborn.clear();
    lost.forEach(Attempt::giveUp);
  }

  private HttpClient newClient() {
    return vertx
        .httpClientBuilder()
        .with(ClientSetup.client(settings))
        .with(ClientSetup.pool(settings))
        .withConnectHandler(FlushTogether::requests)
        .build();
  }

  long answerBytesMax() {
    return settings.answerBytesMax();
  }

  int retriesMax() {
    return settings.retries().max();
  }

  long firstByteMs() {
    return settings.timeouts().firstByteMs();
  }

  /** The class alone: messages of network errors may quote addresses, never more is needed. */
  void logFailure(Throwable cause) {
    if (mayLog()) {
      LOG.warn("no connection to the model: {}", cause.getClass().getSimpleName());
    }
  }

  void logError(Answer answer) {
    if (mayLog()) {
      if (errors.accusesOurKey(answer)) {
        LOG.error("the model refuses the gateway's credential (status {})", answer.status());
      } else {
        LOG.warn("the model answered with status {}", answer.status());
      }
    }
  }

  private boolean mayLog() {
    long now = System.nanoTime();
    if (now - lastLogNanos < LOG_PAUSE_NANOS) {
      return false;
    }
    lastLogNanos = now;
    return true;
  }

  private static String uri(String path, ProviderRequest request) {
    if (request.stream()) {
      return path + "?alt=sse";
    }
    return request.query().isEmpty() ? path : path + '?' + request.query();
  }
}
