package com.modalarmor.upstream.gemini;

import com.modalarmor.settings.Secret;
import com.modalarmor.upstream.BaseUrl;
import com.modalarmor.upstream.Breaker;
import com.modalarmor.upstream.BreakerSettings;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.RetryBudget;
import com.modalarmor.upstream.UpstreamSettings;
import com.modalarmor.upstream.UpstreamSettings.Pool;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.upstream.UpstreamSettings.Retries;
import com.modalarmor.upstream.UpstreamSettings.Timeouts;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A provider on an event loop of its own, driven from a test thread. Set fields, then use. */
final class Rig implements AutoCloseable {

  static final String PATH = "/v1beta/models/gemini-2.5-flash:generateContent";
  static final BreakerSettings NEVER_OPENS = new BreakerSettings(1_000_000, 100, 10_000, 1_000);

  Timeouts timeouts = new Timeouts(1_000, 5_000, 5_000, 10_000);
  Pool pool = Pool.DEFAULT;
  Retries retries = new Retries(0, 20);
  BreakerSettings breakerSettings = NEVER_OPENS;
  Protocol protocol = Protocol.AUTO;
  Path caFile = Path.of("");
  Secret apiKey = new Secret("test-key");
  int answerBytesMax = 1 << 20;

  final Vertx vertx;
  private final String url;
  private final Context context;
  Breaker breaker;
  RetryBudget budget;
  GeminiProvider provider;

  Rig(Vertx vertx, String url) {
    this.vertx = vertx;
    this.url = url;
    this.context = vertx.getOrCreateContext();
  }

  private void make() {
    if (provider != null) {
      return;
    }
    UpstreamSettings settings =
        new UpstreamSettings(
            BaseUrl.parse(url),
            protocol,
            apiKey,
            caFile,
            timeouts,
            pool,
            retries,
            breakerSettings,
            answerBytesMax);
    breaker = new Breaker(breakerSettings);
    budget = new RetryBudget(retries.budgetPercent());
    CompletableFuture<GeminiProvider> made = new CompletableFuture<>();
    context.runOnContext(v -> made.complete(new GeminiProvider(vertx, settings, breaker, budget)));
    provider = made.join();
  }

  static ProviderRequest unary() {
    return new ProviderRequest(
        "POST", PATH, false, "{\"contents\":[]}".getBytes(StandardCharsets.UTF_8));
  }

  static ProviderRequest streamed() {
    return new ProviderRequest(
        "POST",
        "/v1beta/models/m:streamGenerateContent",
        true,
        "{\"contents\":[]}".getBytes(StandardCharsets.UTF_8));
  }

  CompletableFuture<ProviderReply> send(ProviderRequest request, Cancellation cancellation) {
    make();
    CompletableFuture<ProviderReply> reply = new CompletableFuture<>();
    context.runOnContext(
        v ->
            provider
                .send(request, cancellation)
                .onComplete(
                    r -> {
                      if (r.succeeded()) {
                        reply.complete(r.result());
                      } else {
                        reply.completeExceptionally(r.cause());
                      }
                    }));
    return reply;
  }

  /** Sends and leaves within one turn of the loop, so that no connection can be made in between. */
  Refusal sendAndLeave(ProviderRequest request) throws Exception {
    make();
    CompletableFuture<ProviderReply> reply = new CompletableFuture<>();
    Cancellation cancellation = new Cancellation();
    context.runOnContext(
        v -> {
          provider
              .send(request, cancellation)
              .onSuccess(reply::complete)
              .onFailure(reply::completeExceptionally);
          cancellation.cancel();
        });
    return refusal(reply);
  }

  CompletableFuture<ProviderReply> send(ProviderRequest request) {
    return send(request, new Cancellation());
  }

  ProviderReply reply(ProviderRequest request) throws Exception {
    return send(request).get(10, TimeUnit.SECONDS);
  }

  Refusal refusal(ProviderRequest request) throws Exception {
    return refusal(send(request));
  }

  static Refusal refusal(CompletableFuture<ProviderReply> reply) throws Exception {
    try {
      ProviderReply got = reply.get(10, TimeUnit.SECONDS);
      throw new AssertionError("answered with status " + got.status());
    } catch (ExecutionException e) {
      return (Refusal) e.getCause();
    }
  }

  void loop(Runnable work) {
    context.runOnContext(v -> work.run());
  }

  /** A value that lives on the provider's loop. */
  <T> T onLoop(java.util.concurrent.Callable<T> call) throws Exception {
    CompletableFuture<T> value = new CompletableFuture<>();
    context.runOnContext(
        v -> {
          try {
            value.complete(call.call());
          } catch (Exception e) {
            value.completeExceptionally(e);
          }
        });
    return value.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    if (provider != null) {
      onLoop(() -> provider.close());
    }
  }
}
