package com.modalarmor.vector.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MarksTest {

  @Test
  void marks_tell_what_a_map_tells_whatever_comes_and_goes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Marks marks = new Marks();
    Map<String, Integer> map = new HashMap<>();
    int present = 0;
    for (int i = 0; i < 300_000; i++) {
      String id = (random.nextBoolean() ? "id" : "\uD83D\uDE00") + random.nextInt(20_000);
      int levels = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(63);
      marks.set(id, levels);
      map.merge(id, levels, (a, b) -> b);
      String other = "id" + random.nextInt(40_000);
      int expected = map.getOrDefault(other, 0);
      assertEquals(expected, marks.levels(other), () -> "seed " + seed + ": " + other);
      present += expected == 0 ? 0 : 1;
    }
    assertTrue(present > 50_000, "asked for what is there: " + present);
    for (Map.Entry<String, Integer> one : map.entrySet()) {
      assertEquals(one.getValue(), (int) marks.levels(one.getKey()), () -> "seed " + seed);
    }
  }

  @Test
  void one_id_takes_one_place_however_often_its_levels_change() {
    Marks marks = new Marks();
    for (int i = 0; i < 1_000_000; i++) {
      marks.set("x", 1 + i % 31);
      assertEquals(1 + i % 31, marks.levels("x"));
    }
    marks.set("x", 0);
    assertEquals(0, marks.levels("x"));
  }
}
