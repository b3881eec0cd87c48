package com.modalarmor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The gateway's own meters: {@code modal_armor_*} and OpenTelemetry's {@code gen_ai} conventions.
 * Thread-safe; meters are made once per label set and then looked up without registering again.
 *
 * <p>Labels hold names and codes from our own lists and the names of tenants' models, these
 * bounded; they never hold text of a request.
 */
public final class GatewayMetrics {

  private static final int MODELS_MAX = 64;
  private static final String OTHER = "other";
  private static final String NONE = "none";
  private static final Duration[] STAGE_BUCKETS = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  /** The bucket bounds of OpenTelemetry's gen_ai duration metrics. */
  private static final Duration[] GEN_AI_BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(40),
    Duration.ofMillis(80),
    Duration.ofMillis(160),
    Duration.ofMillis(320),
    Duration.ofMillis(640),
    Duration.ofMillis(1_280),
    Duration.ofMillis(2_560),
    Duration.ofMillis(5_120),
    Duration.ofMillis(10_240),
    Duration.ofMillis(20_480),
    Duration.ofMillis(40_960),
    Duration.ofMillis(81_920)
  };

  /** The bucket bounds of OpenTelemetry's gen_ai token metric. */
  private static final double[] TOKEN_BUCKETS = {
    1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576
  };

  private final MeterRegistry registry;

  /** A key of its own: no text is put together for each request. */
  private record RequestLabels(String route, String tier, String outcome) {}

  private record ModelLabels(String operation, String model) {}

  private record ModelMeters(
      Timer time, DistributionSummary tokensIn, DistributionSummary tokensOut) {}

  private final Map<RequestLabels, Counter> requests = new ConcurrentHashMap<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<ModelLabels, ModelMeters> models = new ConcurrentHashMap<>();
  private final Map<String, String> modelNames = new ConcurrentHashMap<>();
  private final VectorMetrics vectors;

  public GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.vectors = new VectorMetrics(registry);
  }

  /** Those of vector access. */
  public VectorMetrics vectors() {
    return vectors;
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** One settled request. */
  public void request(String route, String tier, String outcome, long elapsedNanos) {
    RequestLabels labels = new RequestLabels(route, tier, outcome);
    Counter counter = requests.get(labels);
    if (counter == null) {
      counter = requests.computeIfAbsent(labels, this::requestCounter);
    }
    counter.increment();
    timer(
            route,
            key ->
                Timer.builder("gen_ai.server.request.duration")
                    .description("Time from accept to answer")
                    .tags("gen_ai.operation.name", route)
                    .serviceLevelObjectives(STAGE_BUCKETS)
                    .register(registry))
        .record(elapsedNanos, TimeUnit.NANOSECONDS);
  }

  private Counter requestCounter(RequestLabels labels) {
    return Counter.builder("modal_armor_requests")
        .description("Settled requests by outcome")
        .tags("route", labels.route(), "tier", labels.tier(), "outcome", labels.outcome())
        .register(registry);
  }

  /** Time of one stage of one request. */
  public void stage(String stage, long nanos) {
    timer(
            stage,
            key ->
                Timer.builder("modal_armor_stage")
                    .description("Time of one stage of a request")
                    .tags("stage", stage)
                    .serviceLevelObjectives(STAGE_BUCKETS)
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One finding; {@code direction} is input or output. */
  public void finding(String category, String type, String direction, double amount) {
    counter(
            "findings",
            type + '|' + direction,
            key ->
                Counter.builder("modal_armor_" + metricOf(category))
                    .description("Findings of category " + category)
                    .tags("type", type, "direction", direction)
                    .register(registry))
        .increment(amount);
  }

  private static String metricOf(String category) {
    return switch (category) {
      case "attack" -> "attacks_found";
      case "pii" -> "pii_found";
      case "secret" -> "secrets_found";
      default -> "findings";
    };
  }

  /** A request or answer that the policy stopped. */
  public void blocked(String type, String direction) {
    counter(
            "blocked",
            type + '|' + direction,
            key ->
                Counter.builder("modal_armor_attacks_blocked")
                    .description("Requests and answers stopped by the policy, by the type found")
                    .tags("type", type, "direction", direction)
                    .register(registry))
        .increment();
  }

  /** A request that met a limit. */
  public void limitHit(String reason, String tier) {
    counter(
            "limits",
            reason + '|' + tier,
            key ->
                Counter.builder("modal_armor_limit_hits")
                    .description("Requests refused by a limit")
                    .tags("reason", reason, "tier", tier)
                    .register(registry))
        .increment();
  }

  /** Texts that were known to be clean, and so not read again. */
  public void textsKnownClean(int texts) {
    counter(
            "known-clean",
            "",
            key ->
                Counter.builder("modal_armor_texts_known_clean")
                    .description("Texts sent again by the same caller in which nothing was found")
                    .register(registry))
        .increment(texts);
  }

  /** One call to a model that was answered; token counts below 0 are unknown. */
  public void modelCall(String operation, String model, long nanos, long tokensIn, long tokensOut) {
    ModelLabels labels = new ModelLabels(operation, model.isEmpty() ? NONE : bounded(model));
    ModelMeters meters = models.get(labels);
    if (meters == null) {
      meters = models.computeIfAbsent(labels, this::modelMeters);
    }
    meters.time().record(nanos, TimeUnit.NANOSECONDS);
    if (tokensIn >= 0) {
      meters.tokensIn().record(tokensIn);
    }
    if (tokensOut >= 0) {
      meters.tokensOut().record(tokensOut);
    }
  }

  private ModelMeters modelMeters(ModelLabels labels) {
    return new ModelMeters(
        Timer.builder("gen_ai.client.operation.duration")
            .description("Time a model took to answer")
            .tags(genAi(labels))
            .serviceLevelObjectives(GEN_AI_BUCKETS)
            .register(registry),
        tokens(labels, "input"),
        tokens(labels, "output"));
  }

  private DistributionSummary tokens(ModelLabels labels, String type) {
    return DistributionSummary.builder("gen_ai.client.token.usage")
        .description("Tokens as the model counted them")
        .tags(genAi(labels))
        .tags("gen_ai.token.type", type)
        .serviceLevelObjectives(TOKEN_BUCKETS)
        .register(registry);
  }

  private static String[] genAi(ModelLabels labels) {
    return new String[] {
      "gen_ai.operation.name", labels.operation(),
      "gen_ai.provider.name", "gcp.gemini",
      "gen_ai.request.model", labels.model()
    };
  }

  /** Callers choose model names: only so many become labels. */
  private String bounded(String model) {
    String known = modelNames.get(model);
    if (known != null) {
      return known;
    }
    if (modelNames.size() >= MODELS_MAX) {
      return OTHER;
    }
    modelNames.put(model, model);
    return model;
  }

  private Counter counter(String family, String labels, Function<String, Counter> maker) {
    String key = family.concat(labels);
    Counter counter = counters.get(key);
    return counter != null ? counter : counters.computeIfAbsent(key, maker);
  }

  private Timer timer(String key, Function<String, Timer> maker) {
    Timer timer = timers.get(key);
    return timer != null ? timer : timers.computeIfAbsent(key, maker);
  }
}
