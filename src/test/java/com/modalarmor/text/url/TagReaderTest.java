package com.modalarmor.text.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tags read in one go are the tags read one by one, at a cost that stays linear. */
class TagReaderTest {

  private static final String[] PIECES = {
    "<a",
    "<b ",
    "<script",
    " ",
    " ",
    ">",
    "=",
    "=x",
    " onclick=1",
    "'",
    "\"",
    "/",
    "</a",
    "href",
    " = ",
    "\n",
    "<"
  };

  private static String random(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    boolean quotes = random.nextBoolean();
    for (int i = random.nextInt(60); i >= 0; i--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      text.append(quotes || !"'\"".contains(piece) ? piece : "c ");
    }
    return text.toString();
  }

  private static boolean endsWith(List<HtmlTag.Attribute> all, List<HtmlTag.Attribute> rest) {
    int from = all.size() - rest.size();
    return from >= 0 && all.subList(from, all.size()).equals(rest);
  }

  @Test
  void a_tag_is_the_same_whatever_was_read_before_it() {
    TagReader tags = new TagReader();
    int tagsRead = 0;
    int skipped = 0;
    int shared = 0;
    for (long seed = 1; seed <= 20_000; seed++) {
      String text = random(new SplittableRandom(seed));
      tags.begin(text);
      HtmlTag outer = null;
      Map<Integer, List<List<HtmlTag.Attribute>>> plain = new HashMap<>();
      for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
        HtmlTag alone = HtmlTag.read(text, i, text.length());
        if (tags.inPlain(i) && HtmlTag.begins(text, i) && !text.startsWith("</", i)) {
          String seen = "seed " + seed + " at " + i + ": " + text;
          assertEquals(outer.end(), alone.end(), seen);
          int size = alone.attributes().size();
          int all = outer.attributes().size();
          assertEquals(outer.attributes().subList(all - size, all), alone.attributes(), seen);
          skipped++;
          continue;
        }
        HtmlTag tag = tags.read(i);
        String seen = "seed " + seed + " at " + i + ": " + text;
        assertEquals(alone == null, tag == null, seen);
        if (tag != null) {
          assertEquals(alone.end(), tag.end(), seen);
          assertEquals(alone.name() + alone.closing(), tag.name() + tag.closing(), seen);
          int read = tag.attributes().size();
          int all = alone.attributes().size();
          assertEquals(alone.attributes().subList(0, read), tag.attributes(), seen);
          if (read < all) {
            // What is left out ends a tag around it, too, of which it is known to be plain.
            List<HtmlTag.Attribute> rest = alone.attributes().subList(read, all);
            assertTrue(plain.get(tag.end()).stream().anyMatch(a -> endsWith(a, rest)), seen);
            shared++;
          }
          plain.computeIfAbsent(tag.end(), end -> new ArrayList<>()).add(alone.attributes());
          tags.plain(i, tag);
          String inside = text.substring(i, tag.end());
          outer = inside.contains("'") || inside.contains("\"") ? outer : alone;
          tagsRead++;
        }
      }
    }
    assertTrue(tagsRead > 20_000, tagsRead + " tags");
    assertTrue(skipped > 2_000, skipped + " skipped");
    assertTrue(shared > 1_000, shared + " shared");
  }

  @Test
  void brackets_without_end_are_not_read() {
    String text = "<a ".repeat(1 << 20);
    TagReader tags = new TagReader();
    tags.begin(text);
    for (int i = 0; i < text.length(); i += 3) {
      assertNull(tags.read(i));
    }
  }

  @Test
  void a_text_of_tags_inside_tags_counts_as_not_inspected() {
    String text = ("<a ".repeat(1_300) + "\">").repeat(300);
    TagReader tags = new TagReader();
    tags.begin(text);
    assertThrows(
        IllegalStateException.class,
        () -> {
          for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
            tags.read(i);
          }
        });
  }

  @Test
  void the_hundredth_attribute_is_read_like_the_first() {
    StringBuilder text = new StringBuilder("<img");
    for (int i = 0; i < 100; i++) {
      text.append(" a").append(i);
    }
    text.append(" onerror=alert(1)>");
    HtmlTag tag = HtmlTag.read(text, 0, text.length());
    assertEquals(101, tag.attributes().size());
    assertEquals("onerror", tag.attributes().get(100).name());
    assertEquals("alert(1)", tag.attributes().get(100).value());
  }
}
