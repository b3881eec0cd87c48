package com.modalarmor.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectorMetricsTest {

  @Test
  void each_collector_has_a_timer_that_counts_its_collections() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new CollectorMetrics().bindTo(registry);
    Collection<FunctionTimer> timers = registry.get("jvm.gc.pause").functionTimers();
    assertEquals(ManagementFactory.getGarbageCollectorMXBeans().size(), timers.size());
    double before = count(timers);
    double beforeMs = ms(timers);
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    assertTrue(count(timers) >= before + 3, "counted " + before + ", then " + count(timers));
    assertTrue(ms(timers) > beforeMs, "took " + beforeMs + " ms, then " + ms(timers));
  }

  private static double count(Collection<FunctionTimer> timers) {
    return timers.stream().mapToDouble(FunctionTimer::count).sum();
  }

  private static double ms(Collection<FunctionTimer> timers) {
    return timers.stream().mapToDouble(t -> t.totalTime(TimeUnit.MILLISECONDS)).sum();
  }
}
