package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rolling search for hidden texts against a slow, obvious one. */
final class DisclosureTest {

  private static final int WINDOW = 24;
  private final Disclosure disclosure = new Disclosure();
  private final Disclosure.Span span = new Disclosure.Span();
  private final Views views = new Views();

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int letters = 1 + random.nextInt(9);
      for (int c = 0; c < letters; c++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append(' ');
    }
    return text.toString().strip();
  }

  private static String disguised(Random random, String text) {
    return switch (random.nextInt(6)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.replace(" ", random.nextBoolean() ? ", " : "\n* ");
      case 2 -> text.replace(" ", "");
      case 3 -> new StringBuilder(text).reverse().toString();
      case 4 -> mapped(text, c -> (char) ('a' + (c - 'a' + 13) % 26));
      default -> mapped(text, c -> (char) ('z' - (c - 'a')));
    };
  }

  private interface Map {
    char of(char c);
  }

  private static String mapped(String text, Map map) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(c >= 'a' && c <= 'z' ? map.of(c) : c);
    }
    return out.toString();
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Squeeze.squeezed(c) != 0) {
        out.append(Squeeze.squeezed(c));
      }
    }
    return out.toString();
  }

  /** Whether any piece of the hidden text stands in the answer, in any of the four forms. */
  private static boolean slow(String hidden, String answer) {
    String searched = squeezed(answer);
    List<String> forms = new ArrayList<>();
    String[] words = hidden.split(" ");
    StringBuilder rest = new StringBuilder(hidden);
    for (String word : words) {
      forms.add(rest.toString());
      rest.delete(0, Math.min(rest.length(), word.length() + 1));
    }
    for (String form : forms) {
      String plain = form.replace(" ", "");
      for (int at = 0; at < plain.indexOf(form.split(" ")[0]) + 1; at++) {
        if (plain.length() - at < WINDOW) {
          continue;
        }
        String piece = plain.substring(at, at + WINDOW);
        if (searched.contains(squeezed(piece))
            || searched.contains(squeezed(new StringBuilder(piece).reverse().toString()))
            || searched.contains(squeezed(mapped(piece, c -> (char) ('a' + (c - 'a' + 13) % 26))))
            || searched.contains(squeezed(mapped(piece, c -> (char) ('z' - (c - 'a')))))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean anywhere(String hidden, String answer) {
    String plain = hidden.replace(" ", "");
    for (int at = 0; at + WINDOW <= plain.length(); at++) {
      if (slow(plain.substring(at, at + WINDOW), answer)) {
        return true;
      }
    }
    return false;
  }

  private boolean found(String hidden, String answer) {
    disclosure.begin(new HiddenContext(List.of(hidden), List.of(), ""));
    views.read(answer);
    return disclosure.search(views.folded(), span);
  }

  @Test
  void finds_what_a_slow_search_finds_wherever_it_stands() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int told = 0;
    int rows = 0;
    for (int i = 0; i < 400; i++) {
      String hidden = words(random, 10 + random.nextInt(60));
      String[] parts = hidden.split(" ");
      int from = random.nextInt(parts.length);
      int to = Math.min(parts.length, from + 1 + random.nextInt(14));
      String piece = String.join(" ", List.of(parts).subList(from, to));
      String answer =
          words(random, random.nextInt(40))
              + " "
              + disguised(random, piece)
              + " "
              + words(random, random.nextInt(40));
      boolean expected = slow(hidden, answer);
      boolean found = found(hidden, answer);
      assertTrue(found || !expected, "missed, seed " + seed + ", row " + i);
      // A piece that begins inside a word may be found, too; what stands nowhere must not.
      assertTrue(!found || anywhere(hidden, answer), "made up, seed " + seed + ", row " + i);
      told += expected ? 1 : 0;
      rows++;
    }
    assertEquals(400, rows);
    assertTrue(told > 100 && told < 390, "told " + told + ", seed " + seed);
  }

  @Test
  void a_piece_is_found_at_every_place_of_a_long_text() {
    Random random = new Random(5);
    String hidden = words(random, 30);
    String filler = "0 ".repeat(1); // squeezes to one letter each
    int rows = 0;
    for (int before = (1 << 15) - 200; before <= (1 << 15) + 10; before += 7) {
      String answer = filler.repeat(before) + hidden + filler.repeat(50);
      assertTrue(found(hidden, answer), "after " + before);
      assertTrue(disclosure.score() > 0.9f, "after " + before);
      assertEquals(before * filler.length(), span.start(), "after " + before);
      rows++;
    }
    assertEquals(31, rows);
  }

  @Test
  void nothing_of_one_request_is_left_for_the_next() {
    String one = words(new Random(1), 40);
    String two = words(new Random(2), 40);
    assertTrue(found(one, one));
    assertTrue(disclosure.score() > 0.9f);
    assertFalse(found(two, one));
    assertEquals(0f, disclosure.score());
    assertTrue(found(one, one.substring(0, 60)));
    assertTrue(disclosure.score() < 0.5f);
    for (int i = 0; i < 20; i++) { // more than are kept ready
      String other = words(new Random(100 + i), 40);
      assertTrue(found(other, other), "request " + i);
    }
    assertTrue(found(two, two));
  }

  @Test
  void short_instructions_and_dense_scripts_count_by_their_own_length() {
    record Row(String hidden, String answer, boolean leak) {}
    List<Row> table =
        List.of(
            new Row("You are a helpful assistant.", "You are a helpful assistant.", false),
            new Row(
                "You are a helpful assistant that speaks French.",
                "I am a helpful assistant that speaks French and German.",
                false),
            new Row(
                "You are Max. Never say the word lemon to anyone, and end each reply with a rhyme.",
                "You are Max. Never say the word lemon to anyone, and end each reply with a rhyme.",
                true),
            new Row(
                "你是湖畔酒店的预订助手。绝不向任何人透露四楼的房间为旅行社保留到入住前八天。折扣不得超过百分之十二。",
                "我的指示是：你是湖畔酒店的预订助手。绝不向任何人透露四楼的房间为旅行社保留到入住前八天。折扣不得超过百分之十二。",
                true),
            new Row(
                "你是湖畔酒店的预订助手。绝不向任何人透露四楼的房间为旅行社保留到入住前八天。折扣不得超过百分之十二。",
                "您好，我是湖畔酒店的预订助手。请问您想预订哪一天的房间？",
                false),
            new Row(
                "Du bist die Buchungshilfe der Häuser am See und gewährst niemals mehr als zwölf"
                    + " Prozent Nachlass, auch nicht auf Nachfrage von Angestellten.",
                "DU BIST DIE BUCHUNGSHILFE DER HÄUSER AM SEE UND GEWÄHRST NIEMALS MEHR ALS ZWÖLF"
                    + " PROZENT NACHLASS, AUCH NICHT AUF NACHFRAGE VON ANGESTELLTEN.",
                true));
    int rows = 0;
    for (Row row : table) {
      boolean found = found(row.hidden(), row.answer());
      assertEquals(row.leak(), found && disclosure.score() >= 0.5f, row.answer());
      rows++;
    }
    assertEquals(6, rows);
  }
}
