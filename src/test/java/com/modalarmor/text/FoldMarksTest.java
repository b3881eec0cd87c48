package com.modalarmor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The list of signs that folding leaves behind. */
class FoldMarksTest {

  private final View folded = new View();

  @Test
  void every_sign_of_a_plain_text_is_listed_and_nothing_else() {
    long seed = 20_261_127L;
    Random random = new Random(seed);
    int listed = 0;
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(300);
      for (int i = 0; i < length; i++) {
        boolean sign = random.nextInt(4) == 0;
        text.append(
            sign ? (char) (32 + random.nextInt(95)) : "abcXYZ \n\t".charAt(random.nextInt(9)));
      }
      Fold.fold(text.toString(), folded);
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c != ' ' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
          expected.add(i);
        }
      }
      List<Integer> actual = new ArrayList<>();
      for (int i = 0; i < folded.markCount(); i++) {
        actual.add(folded.marks()[i]);
      }
      assertEquals(expected, actual, "seed " + seed + " round " + round);
      listed += actual.size();
    }
    assertEquals(true, listed > 5_000);
  }

  @Test
  void what_is_not_plain_or_very_long_has_no_list() {
    Fold.fold("a, b", folded);
    assertEquals(1, folded.markCount());
    Fold.fold("a, b é", folded);
    assertEquals(-1, folded.markCount());
    Fold.fold("a, b\u0001", folded);
    assertEquals(-1, folded.markCount());
    Fold.fold(", ".repeat(1 << 15), folded);
    assertEquals(1 << 15, folded.markCount());
    Fold.fold(", ".repeat(1 << 15) + "x", folded);
    assertEquals(-1, folded.markCount());
    assertEquals(",", new String(folded.chars(), 0, 1));
    Fold.fold("", folded);
    assertEquals(0, folded.markCount());
  }
}
