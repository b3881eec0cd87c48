package com.modalarmor.boot;

import com.modalarmor.identity.CryptoProvider;
import com.modalarmor.metrics.CoarseClock;
import com.modalarmor.metrics.CollectorMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.concurrent.TimeUnit;

/**
 * The process around a gateway: Vert.x with as many event loops as asked for, native transport
 * where there is one, and the meter registry. Thread-safe.
 */
record GatewayRuntime(Vertx vertx, int eventLoops, PrometheusMeterRegistry registry) {

  private static final int BLOCKED_LOOP_MS = 1_000;
  private static final int TICK_MS = 200;

  /** What Vert.x calls them; no {@link MetricsDomain} does. */
  private static final String REDIS_CLIENTS = "redis";

  /** {@code eventLoops} 0 = one per processor. */
  static GatewayRuntime create(int eventLoops) {
    CryptoProvider.install();
    int loops = eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
    CoarseClock clock = new CoarseClock();
    PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    bindProcess(registry);
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(loops)
            .setPreferNativeTransport(true)
            .setMaxEventLoopExecuteTime(BLOCKED_LOOP_MS)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
            .setFileSystemOptions(
                // A read-only root has no place for a cache.
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false))
            .setMetricsOptions(vertxMetrics());
    Vertx vertx =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(registry)).build();
    vertx.setPeriodic(TICK_MS, id -> clock.tick());
    return new GatewayRuntime(vertx, loops, registry);
  }

  /**
   * Only the worker pools are metered by Vert.x: its HTTP meters cost a fifth of a proxied request,
   * and our own tell more, of Redis too, whose gauges several loops would register twice.
   */
  private static MicrometerMetricsOptions vertxMetrics() {
    MicrometerMetricsOptions options = new MicrometerMetricsOptions().setEnabled(true);
    for (MetricsDomain domain : MetricsDomain.values()) {
      if (domain != MetricsDomain.NAMED_POOLS) {
        options.addDisabledMetricsCategory(domain);
      }
    }
    options.addDisabledMetricsCategory(REDIS_CLIENTS);
    return options;
  }

  private static void bindProcess(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new CollectorMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }
}
