package com.modalarmor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Which signature pack is in force, and what became of the others. Thread-safe. */
public final class PackMetrics {

  private final MeterRegistry registry;
  private final Counter swaps;
  private final Counter refusals;
  private final AtomicLong refusedAtS = new AtomicLong();
  private Meter.Id info;

  public PackMetrics(MeterRegistry registry) {
    this.registry = registry;
    swaps = packs("in_force");
    refusals = packs("refused");
    Gauge.builder("modal_armor_signature_pack_last_refusal_seconds", refusedAtS, AtomicLong::get)
        .description("When a signature pack was last refused, Unix time; 0 = never")
        .register(registry);
  }

  private Counter packs(String outcome) {
    return Counter.builder("modal_armor_signature_packs")
        .description("Signature packs met, by what became of them")
        .tags("outcome", outcome)
        .register(registry);
  }

  /** A pack is in force from now on. */
  public synchronized void inForce(String fingerprint) {
    if (info != null) {
      registry.remove(info);
    }
    info =
        Gauge.builder("modal_armor_signature_pack_in_force", () -> 1)
            .description("The signature pack in force")
            .tags("fingerprint", fingerprint)
            .register(registry)
            .getId();
    swaps.increment();
  }

  /** A pack was refused. */
  public void refused() {
    refusedAtS.set(System.currentTimeMillis() / 1_000);
    refusals.increment();
  }
}
