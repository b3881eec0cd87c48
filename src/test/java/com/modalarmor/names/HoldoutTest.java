package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deal of rows to training, tuning and measuring. */
class HoldoutTest {

  @Test
  void rows_of_one_document_and_near_copies_stay_together() {
    List<NameRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(row("An own sentence of document " + i % 30 + " with number " + i, "d" + i % 30));
    }
    for (int i = 0; i < 300; i++) {
      rows.add(row(post(i) + " look at this", ""));
      rows.add(row("RT @someone: " + post(i), ""));
    }
    List<Holdout.Part> parts = Holdout.deal(rows);
    assertEquals(parts, Holdout.deal(rows));
    for (int i = 0; i < 300; i++) {
      assertEquals(parts.get(i % 30), parts.get(i));
      assertEquals(parts.get(300 + 2 * i), parts.get(301 + 2 * i), post(i));
    }
    long measured = parts.stream().filter(part -> part == Holdout.Part.MEASURED).count();
    assertTrue(measured > 90 && measured < 270, "measured " + measured);
  }

  private static String post(int i) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 9; k++) {
      int word = Tokens.mix(i * 31 + k) >>> 8;
      text.append("word").append((char) ('a' + word % 26)).append((char) ('a' + word / 26 % 26));
      text.append((char) ('a' + word / 676 % 26)).append(' ');
    }
    return text.toString();
  }

  private static NameRow row(String text, String document) {
    return new NameRow(text, List.of(), "test", document);
  }
}
