package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

  @Test
  void tells_the_listener_once() {
    Cancellation cancellation = new Cancellation();
    AtomicInteger told = new AtomicInteger();
    cancellation.onCancel(told::incrementAndGet);
    cancellation.cancel();
    cancellation.cancel();
    assertEquals(1, told.get());
  }

  @Test
  void tells_a_listener_that_comes_too_late() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    AtomicInteger told = new AtomicInteger();
    cancellation.onCancel(told::incrementAndGet);
    assertEquals(1, told.get());
    assertTrue(cancellation.cancelled());
  }

  @Test
  void tells_nobody_after_the_request_is_over() {
    Cancellation cancellation = new Cancellation();
    AtomicInteger told = new AtomicInteger();
    Runnable listener = told::incrementAndGet;
    cancellation.onCancel(listener);
    cancellation.release(listener);
    cancellation.cancel();
    assertEquals(0, told.get());
  }
}
