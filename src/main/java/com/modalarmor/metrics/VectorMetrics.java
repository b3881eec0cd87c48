package com.modalarmor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of vector access, {@code modal_armor_vector_*}. Thread-safe. */
public final class VectorMetrics {

  private record DenialLabels(String route, String level) {}

  private final MeterRegistry registry;
  private final Map<DenialLabels, Counter> denials = new ConcurrentHashMap<>();
  private final Counter quarantined;
  private final Counter floods;
  private final Counter hubs;
  private final Counter probing;

  VectorMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.quarantined =
        Counter.builder("modal_armor_vector_quarantined")
            .description("Rows of vector collections put into quarantine")
            .register(registry);
    this.floods = odd("flood");
    this.hubs = odd("hub");
    this.probing =
        Counter.builder("modal_armor_vector_probing")
            .description("Subjects that crossed the line of denials of vector access")
            .register(registry);
  }

  private Counter odd(String kind) {
    return Counter.builder("modal_armor_vector_odd")
        .description("Rows nearly the same as many others (flood), or close to everything (hub)")
        .tag("kind", kind)
        .register(registry);
  }

  /** Rows or operations of a vector store that were asked for and not granted. */
  public void denied(String route, String level, int count) {
    denials
        .computeIfAbsent(
            new DenialLabels(route, level),
            labels ->
                Counter.builder("modal_armor_vector_denials")
                    .description("Denials of vector access by the level of what was asked for")
                    .tags("route", labels.route(), "level", labels.level())
                    .register(registry))
        .increment(count);
  }

  /** Rows put aside because the policy blocks one of their texts. */
  public void quarantined(int rows) {
    quarantined.increment(rows);
  }

  /** Rows of vector collections that are odd beside others. */
  public void odd(int flooding, int hubRows) {
    floods.increment(flooding);
    hubs.increment(hubRows);
  }

  /** A subject that met more closed doors within a minute than chance explains: an alert. */
  public void probing() {
    probing.increment();
  }
}
