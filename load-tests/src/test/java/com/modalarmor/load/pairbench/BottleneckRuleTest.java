package com.modalarmor.load.pairbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BottleneckRuleTest {
  @Test
  void a_busy_load_side_before_an_idle_process_under_test_stops_the_closed_loop() {
    assertTrue(BottleneckRule.closed(true, 0.60, 0.99).contains("load side is the bottleneck"));
  }

  @Test
  void the_closed_loop_stands_when_the_process_under_test_is_busy_or_the_load_side_is_not() {
    assertEquals("", BottleneckRule.closed(true, 0.95, 0.99));
    assertEquals("", BottleneckRule.closed(true, 0.60, 0.50));
    assertEquals("", BottleneckRule.closed(false, 0.40, 0.99));
  }

  @Test
  void a_rate_that_was_not_reached_names_who_was_short() {
    assertEquals("", BottleneckRule.fixed(4850, 5000, 0.3, 0.5));
    assertTrue(BottleneckRule.fixed(4849, 5000, 0.99, 0.5).contains("under test is saturated"));
    assertTrue(BottleneckRule.fixed(3000, 5000, 0.3, 0.99).contains("redis are the bottleneck"));
    assertTrue(BottleneckRule.fixed(3000, 5000, 0.3, 0.4).contains("neither side is busy"));
  }
}
