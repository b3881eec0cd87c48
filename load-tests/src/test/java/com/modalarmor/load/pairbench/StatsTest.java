package com.modalarmor.load.pairbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatsTest {
  private static Sample sample(String target, Phase phase, int round, double cpu, double p99) {
    return new Sample(
        target, phase, round, 1, 10, 0, new TreeMap<>(), 100, 1, p99, cpu, 1, 0, 0.5, 0, 1024);
  }

  @Test
  void the_median_does_not_depend_on_order_and_leaves_its_input_alone() {
    double[] values = {9, 1, 5};
    assertEquals(5, Stats.median(values));
    assertEquals(9, values[0]);
    assertEquals(3, Stats.median(4, 2, 100, 1));
    assertTrue(Double.isNaN(Stats.median()));
  }

  @Test
  void ratios_are_taken_round_by_round_so_that_a_slow_round_drops_out() {
    // Both sides of round 2 ran three times slower: its ratio is that of the others.
    double[] a = {15, 45, 15};
    double[] b = {10, 30, 10};
    assertEquals(1.5, Stats.medianRatio(a, b));
  }

  @Test
  void rounds_that_do_not_pair_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Stats.medianRatio(new double[] {1}, new double[] {1, 2}));
  }

  @Test
  void a_summary_holds_medians_of_its_own_target_and_phase_only() {
    List<Sample> samples =
        List.of(
            sample("proxy", Phase.CLOSED, 1, 50, 4),
            sample("gateway", Phase.CLOSED, 1, 75, 8),
            sample("proxy", Phase.FIXED, 1, 10, 1),
            sample("gateway", Phase.FIXED, 1, 15, 3));
    List<Summary> summaries = Summary.of(List.of("gateway", "proxy"), samples);
    assertEquals(4, summaries.size());
    assertEquals("gateway", summaries.get(0).target());
    assertEquals(1.5, summaries.get(0).cpuRatio());
    assertEquals(2.0, summaries.get(0).p99Ratio());
    assertEquals(1.0, summaries.get(1).cpuRatio());
    assertEquals(3.0, summaries.get(2).p99Ratio());
  }

  @Test
  void bars_miss_when_a_ratio_is_over_its_limit_or_not_a_number() {
    List<Sample> samples =
        List.of(
            sample("proxy", Phase.CLOSED, 1, 50, 4),
            sample("gateway", Phase.CLOSED, 1, 75, 8),
            sample("proxy", Phase.FIXED, 1, 10, 1),
            sample("gateway", Phase.FIXED, 1, 15, Double.NaN));
    List<Bar> bars = Bar.of(Summary.of(List.of("gateway", "proxy"), samples));
    assertEquals(
        List.of(true, false, true, false, true, true), bars.stream().map(Bar::kept).toList());
    assertTrue(Bar.of(Summary.of(List.of("proxy"), samples)).isEmpty());
    assertTrue(bars.stream().allMatch(bar -> bar.name().startsWith("each prompt new: ")));
  }
}
