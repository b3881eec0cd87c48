package com.modalarmor.upstream.gemini;

import com.modalarmor.upstream.Breaker;
import com.modalarmor.upstream.Cancellation;
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
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Gemini API, over a pool of connections of its own. Confined to the context it was made on: call it
 * there.
 *
 * <p>Of the caller's request only method, path and body go out; every header is ours.
 */
public final class GeminiProvider implements Provider {

  private static final Logger LOG = LoggerFactory.getLogger(GeminiProvider.class);
  private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

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

  private final UpstreamSettings settings;
  private final HttpClient client;
  private final String apiKey;
  private boolean http2;
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
    this.client = vertx.createHttpClient(ClientSetup.client(settings), ClientSetup.pool(settings));
    // By ALPN, HTTP/1.1 is assumed until the first answer tells: its pool is the smaller one.
    this.http2 = settings.protocol() == UpstreamSettings.Protocol.HTTP2;
    this.gate = new Gate(streams(), settings.pool().waitQueueMax());
    UpstreamSettings.Timeouts timeouts = settings.timeouts();
    this.firstByteNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.firstByteMs());
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.idleMs());
    this.totalNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.totalMs());
    this.sweep =
        new Sweep(
            vertx, Math.min(timeouts.totalMs(), Math.min(timeouts.firstByteMs(), timeouts.idleMs())));
  }

  @Override
  public Future<ProviderReply> send(ProviderRequest request, Cancellation cancellation) {
    if (closed) {
      return Future.failedFuture(new Refusal(Refusal.Reason.DRAINING));
    }
    if (cancellation.cancelled()) {
      return Future.failedFuture(new Refusal(Refusal.Reason.CLIENT_GONE));
    }
    Exchange exchange = new Exchange(this, request, cancellation);
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
            .setURI(request.stream() ? path + "?alt=sse" : path));
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

  /** Learns from an answer which pool is in use. */
  void speaks(HttpVersion version) {
    boolean nowHttp2 = version == HttpVersion.HTTP_2;
    if (nowHttp2 != http2) {
      http2 = nowHttp2;
      gate.resize(streams());
    }
  }

  private int streams() {
    return http2 ? ClientSetup.http2Streams(settings) : ClientSetup.http1Streams(settings);
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
}
