package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.upstream.Breaker.Outcome;
import com.modalarmor.upstream.Breaker.Pass;
import com.modalarmor.upstream.Breaker.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
  private final Breaker breaker =
      new Breaker(new BreakerSettings(20, 50, 10_000, 5_000), clock::get);

  private void pass(long ms) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private void calls(int count, Outcome outcome) {
    for (int i = 0; i < count; i++) {
      breaker.record(breaker.enter(), outcome);
    }
  }

  @Test
  void opens_at_half_failures_of_twenty_calls_and_not_before() {
    calls(10, Outcome.SUCCESS);
    calls(9, Outcome.FAILURE);
    assertEquals(State.CLOSED, breaker.state());
    calls(1, Outcome.FAILURE);
    assertEquals(State.OPEN, breaker.state());
    assertEquals(Pass.REFUSED, breaker.enter());
    assertEquals(5, breaker.retryAfterS());
    assertEquals(1, breaker.opened());
  }

  @Test
  void stays_closed_below_half() {
    calls(100, Outcome.SUCCESS);
    calls(99, Outcome.FAILURE);
    assertEquals(State.CLOSED, breaker.state());
  }

  @Test
  void forgets_calls_older_than_the_window() {
    calls(19, Outcome.FAILURE);
    pass(10_000);
    calls(19, Outcome.FAILURE);
    assertEquals(State.CLOSED, breaker.state());
    calls(1, Outcome.FAILURE);
    assertEquals(State.OPEN, breaker.state());
  }

  @Test
  void counts_over_the_slices_of_one_window() {
    for (int i = 0; i < 10; i++) {
      calls(2, Outcome.FAILURE);
      pass(900);
    }
    assertEquals(State.OPEN, breaker.state());
  }

  @Test
  void lets_one_probe_out_after_the_cool_down_and_closes_when_it_succeeds() {
    calls(20, Outcome.FAILURE);
    pass(4_999);
    assertTrue(breaker.refuses());
    pass(1);
    assertFalse(breaker.refuses());
    assertEquals(Pass.PROBE, breaker.enter());
    assertEquals(State.HALF_OPEN, breaker.state());
    assertEquals(Pass.REFUSED, breaker.enter());
    breaker.record(Pass.PROBE, Outcome.SUCCESS);
    assertEquals(State.CLOSED, breaker.state());
    calls(19, Outcome.FAILURE);
    assertEquals(State.CLOSED, breaker.state(), "the failures of before are forgotten");
  }

  @Test
  void opens_again_when_the_probe_fails() {
    calls(20, Outcome.FAILURE);
    pass(5_000);
    breaker.record(breaker.enter(), Outcome.FAILURE);
    assertEquals(State.OPEN, breaker.state());
    assertEquals(Pass.REFUSED, breaker.enter());
    pass(5_000);
    assertEquals(Pass.PROBE, breaker.enter());
  }

  @Test
  void an_abandoned_probe_makes_room_for_the_next_at_once() {
    calls(20, Outcome.FAILURE);
    pass(5_000);
    breaker.record(breaker.enter(), Outcome.ABANDONED);
    assertEquals(Pass.PROBE, breaker.enter());
  }

  @Test
  void a_call_from_before_the_opening_does_not_close_it() {
    Pass early = breaker.enter();
    calls(20, Outcome.FAILURE);
    breaker.record(early, Outcome.SUCCESS);
    assertEquals(State.OPEN, breaker.state());
  }

  @Test
  void abandoned_calls_do_not_count() {
    calls(100, Outcome.ABANDONED);
    calls(19, Outcome.FAILURE);
    assertEquals(State.CLOSED, breaker.state());
  }

  @Test
  void threads_that_race_for_the_probe_get_exactly_one() throws Exception {
    calls(20, Outcome.FAILURE);
    pass(5_000);
    AtomicInteger probes = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                if (breaker.enter() == Pass.PROBE) {
                  probes.incrementAndGet();
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join(5_000);
    }
    assertEquals(1, probes.get());
  }
}
