package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.verdict.FindingType;
import org.junit.jupiter.api.Test;

/** What is found again is counted once, be it few findings or thousands. */
class FindingSinkTest {

  private static void add(FindingSink sink, int count) {
    for (int i = 0; i < count; i++) {
      sink.add(FindingType.UNSAFE_OUTPUT, "some", 0.5f, i, i + 1);
    }
  }

  @Test
  void what_is_found_again_in_a_part_is_counted_once() {
    for (int count : new int[] {1, 16, 17, 18, 5_000}) {
      FindingSink sink = new FindingSink(10_000);
      sink.clear();
      add(sink, count);
      sink.again(0);
      add(sink, count);
      assertEquals(count, sink.size());
      sink.again(1); // the same places, counted from elsewhere: one of them is new
      add(sink, count);
      assertEquals(count + 1, sink.size());
    }
  }

  @Test
  void each_part_counts_for_itself() {
    FindingSink sink = new FindingSink(10_000);
    sink.clear();
    for (int part = 0; part < 3; part++) {
      sink.part(part);
      add(sink, 100);
      sink.again(0);
      add(sink, 100);
      assertEquals(100 * (part + 1), sink.size());
    }
    sink.clear();
    add(sink, 100);
    assertEquals(100, sink.toList().size());
  }

  @Test
  void a_full_sink_says_so() {
    FindingSink sink = new FindingSink(20);
    sink.clear();
    add(sink, 20);
    assertFalse(sink.overflowed());
    add(sink, 1);
    assertTrue(sink.overflowed());
    assertEquals(20, sink.size());
  }
}
