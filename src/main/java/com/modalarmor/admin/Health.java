package com.modalarmor.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What the probes tell: alive (every event loop turns), started, ready (started, not draining,
 * every critical part works). Thread-safe.
 */
public final class Health {

  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Part(String name, boolean critical, BooleanSupplier works) {}

  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private final List<AtomicLong> heartbeats = new CopyOnWriteArrayList<>();
  private volatile boolean started;
  private volatile boolean draining;

  /** A heartbeat to be stamped with {@code System.nanoTime()} about once a second by one loop. */
  public AtomicLong heartbeat() {
    AtomicLong heartbeat = new AtomicLong(System.nanoTime());
    heartbeats.add(heartbeat);
    return heartbeat;
  }

  /**
   * Adds a part to the report. A critical part that does not work makes the pod not ready; another
   * one is only shown, because its loss has a declared behaviour.
   */
  public void part(String name, boolean critical, BooleanSupplier works) {
    parts.add(new Part(name, critical, works));
  }

  public void started() {
    started = true;
  }

  public void draining() {
    draining = true;
  }

  public boolean isDraining() {
    return draining;
  }

  /** False when an event loop has not turned for ten seconds. */
  public boolean live() {
    long now = System.nanoTime();
    for (AtomicLong heartbeat : heartbeats) {
      if (now - heartbeat.get() > STALE_NANOS) {
        return false;
      }
    }
    return true;
  }

  public boolean hasStarted() {
    return started;
  }

  public boolean ready() {
    if (!started || draining) {
      return false;
    }
    for (Part part : parts) {
      if (part.critical() && !part.works().getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** The parts by name, and whether each works. */
  public Map<String, Boolean> report() {
    Map<String, Boolean> report = new LinkedHashMap<>();
    report.put("started", started);
    report.put("draining", draining);
    for (Part part : new ArrayList<>(parts)) {
      report.put(part.name(), part.works().getAsBoolean());
    }
    return report;
  }
}
