package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped model finds, and what it leaves alone. */
class NameModelTest {

  /** A text, then the names that must be found in it. */
  private static final String[][] NAMED = {
    {"My name is Jane Roe and I live in Leeds.", "PERSON Jane Roe", "LOCATION Leeds"},
    {"my name is jane roe and i live in berlin", "LOCATION berlin"},
    {"PLEASE CALL JOHN SMITH IN LONDON", "PERSON JOHN SMITH", "LOCATION LONDON"},
    {"Dear Mr. Miller, thank you for your letter.", "PERSON Miller", "TITLE Mr."},
    {"She works for Microsoft in Seattle.", "ORGANIZATION Microsoft", "LOCATION Seattle"},
    {"The University of Oxford was founded long ago.", "ORGANIZATION University of Oxford"},
    {"Barack Obama met Angela Merkel in Paris.", "PERSON Barack Obama", "PERSON Angela Merkel"},
    {"Please ship it to 12 High Street, Leeds", "LOCATION 12 High Street", "LOCATION Leeds"},
    {"He is Norwegian, she is a Buddhist.", "NRP Norwegian", "NRP Buddhist"},
    {"The patient is a 47-year-old woman.", "AGE 47"},
    {"I turned 30, and my son is forty-two years old.", "AGE 30", "AGE forty-two"},
    {"Halldór Jónsson moved to Reykjavík.", "PERSON Halldór Jónsson", "LOCATION Reykjavík"},
  };

  private static final String[] NAMELESS = {
    "How do I bake a sourdough bread with rye flour?",
    "Write a short poem about the autumn sea.",
    "Please summarise this report in five sentences for the board.",
    "The instructions of the shelf are unclear, which screw comes first?",
    "def add(a, b):\n    return a + b\n\nprint(add(2, 3))",
    "for (int i = 0; i < n; i++) { total += values[i]; }",
    "If 3x + 5 = 20, what is x? Show each step.",
    "Your order was shipped. The total is 45 dollars.",
    "请总结一下季度报告,收入增长了百分之十二。",
    "ما هي عاصمة الدولة وكم عدد سكانها؟",
    "@@@@@@@@ ######## ........ --------",
    "",
  };

  private static NameModel model;

  @BeforeAll
  static void load() throws IOException {
    model = NameModelFile.packaged();
  }

  static List<String> names(NameModel.Scratch scratch, String text) {
    List<String> found = new ArrayList<>();
    char[] chars = text.toCharArray();
    scratch.begin(chars, 0, chars.length);
    while (scratch.next()) {
      for (int i = 0; i < scratch.count(); i++) {
        found.add(scratch.kind(i) + " " + text.substring(scratch.start(i), scratch.end(i)));
      }
    }
    return found;
  }

  @Test
  void finds_names_in_ordinary_sentences() {
    NameModel.Scratch scratch = model.newScratch();
    int rows = 0;
    for (String[] row : NAMED) {
      List<String> found = names(scratch, row[0]);
      for (int i = 1; i < row.length; i++) {
        assertTrue(found.contains(row[i]), row[0] + " lacks " + row[i] + ": " + found);
      }
      rows++;
    }
    assertEquals(12, rows);
  }

  @Test
  void leaves_texts_without_names_alone() {
    NameModel.Scratch scratch = model.newScratch();
    int rows = 0;
    for (String text : NAMELESS) {
      assertEquals(List.of(), names(scratch, text), text);
      rows++;
    }
    assertEquals(12, rows);
  }

  @Test
  void scores_are_probabilities_and_the_same_each_time() {
    NameModel.Scratch scratch = model.newScratch();
    for (String[] row : NAMED) {
      List<String> first = names(scratch, row[0]);
      assertEquals(first, names(model.newScratch(), row[0]));
      char[] chars = row[0].toCharArray();
      scratch.begin(chars, 0, chars.length);
      while (scratch.next()) {
        for (int i = 0; i < scratch.count(); i++) {
          assertTrue(scratch.score(i) > 0 && scratch.score(i) < 1);
        }
      }
    }
  }

  @Test
  void the_card_tells_data_and_measures() {
    String card = model.card();
    for (String part : new String[] {"command", "seed", "data_sha256", "ner.jsonl.gz", "recall"}) {
      assertTrue(card.contains(part), part);
    }
  }

  @Test
  void a_flipped_bit_or_a_cut_file_is_refused_before_it_is_parsed() throws IOException {
    byte[] file = NameLists.resource("names.model");
    String sum = com.modalarmor.settings.Sha256.over(file).hex();
    NameModelFile.read(file, sum);
    file[file.length / 2] ^= 1;
    IOException flipped = assertThrows(IOException.class, () -> NameModelFile.read(file, sum));
    assertTrue(flipped.getMessage().contains("SHA-256"));
    for (int length : new int[] {0, 10, 100, file.length - 1}) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      String ofCut = com.modalarmor.settings.Sha256.over(cut).hex();
      assertThrows(IOException.class, () -> NameModelFile.read(cut, ofCut), "length " + length);
    }
  }

  @Test
  void reading_allocates_nothing() {
    NameModel.Scratch scratch = model.newScratch();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(NAMED[i % NAMED.length][0]).append(' ');
    }
    char[] chars = text.toString().toCharArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      int found = 0;
      scratch.begin(chars, 0, chars.length);
      while (scratch.next()) {
        found += scratch.count();
      }
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertTrue(found > 0);
      least = Math.min(least, bytes);
    }
    assertTrue(least < 200, String.format(Locale.ROOT, "%d bytes for one text", least));
  }
}
