package com.modalarmor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Eight characters at a time say what each of them says. */
class NarrowTest {

  private static final long SEED = 20_261_126;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Narrow narrow = new Narrow();

  @Test
  void each_character_up_to_latin_is_known_for_what_it_is() {
    int rows = 0;
    char[] chars = new char[8];
    for (char c = 0; c < 256; c++) {
      for (int place = 0; place < 8; place++) {
        Arrays.fill(chars, rows % 2 == 0 ? 'q' : '\u00FF');
        chars[place] = c;
        narrow.read(chars, 0, 8);
        long eight = narrow.eight(0);
        long letters = Narrow.letters(eight);
        boolean letter = English.letter(c) != 0;
        assertEquals(letter, at(letters, place), "letter " + (int) c);
        assertEquals(
            English.letter(c), (int) (Narrow.numbers(eight, letters) >>> 8 * place & 0xFF));
        assertEquals(
            letter && c < 'a', at(Narrow.capitals(eight, letters), place), "capital " + (int) c);
        assertEquals(c != ' ', at(Narrow.filled(eight), place), "filled " + (int) c);
        assertEquals(c < ' ' || c >= 127, at(Narrow.special(eight), place), "special " + (int) c);
        rows++;
      }
    }
    assertEquals(2_048, rows);
  }

  @Test
  void texts_of_any_script_have_their_breaks_where_they_are_no_letters() {
    int[] breaks = new int[Narrow.BLOCK + Narrow.SPARE];
    for (int round = 0; round < 2_000; round++) {
      char[] chars = new char[1 + random.nextInt(900)];
      int strange = 1 + random.nextInt(60);
      for (int i = 0; i < chars.length; i++) {
        chars[i] =
            random.nextInt(strange) == 0
                ? (char) random.nextInt(1 << 16)
                : (char) (random.nextInt(5) == 0 ? ' ' : 'A' + random.nextInt(60));
      }
      int from = random.nextInt(chars.length);
      int to = Math.min(chars.length, from + random.nextInt(Narrow.BLOCK + 1));
      List<Integer> expected = new ArrayList<>();
      for (int i = from; i < to; i++) {
        if (English.letter(chars[i]) == 0) {
          expected.add(i);
        }
      }
      int count = narrow.breaks(chars, from, to, breaks);
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        found.add(breaks[i]);
      }
      assertEquals(expected, found, "seed " + SEED + " round " + round);
    }
  }

  @Test
  void bits_of_any_number_are_listed_in_order() {
    List<LongUnaryOperator> makers =
        List.of(
            bits -> bits,
            bits -> bits & random.nextLong(),
            bits -> bits & random.nextLong() & random.nextLong() & random.nextLong(),
            bits -> 0,
            bits -> -1);
    int[] to = new int[100 + Long.SIZE + Narrow.SPARE];
    int rows = 0;
    for (int round = 0; round < 5_000; round++) {
      long bits = makers.get(round % makers.size()).applyAsLong(random.nextLong());
      int before = random.nextInt(100);
      int count = Narrow.list(bits, 1_000, to, before);
      assertEquals(before + Long.bitCount(bits), count);
      int at = before;
      for (int bit = 0; bit < Long.SIZE; bit++) {
        if ((bits >>> bit & 1) != 0) {
          assertEquals(1_000 + bit, to[at++], "seed " + SEED + " round " + round);
        }
      }
      rows++;
    }
    assertEquals(5_000, rows);
  }

  private static boolean at(long high, int place) {
    assertEquals(0, high & ~Narrow.HIGH);
    return (high >>> 8 * place + 7 & 1) != 0;
  }
}
