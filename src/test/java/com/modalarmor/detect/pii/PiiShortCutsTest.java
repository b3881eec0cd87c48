package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is passed over for the sake of time holds nothing: each short cut beside the long way. */
class PiiShortCutsTest {

  private static final int ROUNDS = 4_000;
  private static final long SEED = 11;

  @Test
  void a_look_for_context_words_nearby_loses_none() {
    List<PiiEntity> entities = PiiPack.packaged().entities();
    ContextWords context = new ContextWords(entities);
    List<String> words = new ArrayList<>();
    entities.forEach(entity -> words.addAll(entity.context()));
    Random random = new Random(SEED);
    ContextWords.Stretch fast = new ContextWords.Stretch();
    ContextWords.Stretch slow = new ContextWords.Stretch();
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        String word = words.get(random.nextInt(words.size()));
        made.append(
            switch (random.nextInt(5)) {
              case 0 -> word;
              case 1 -> word.toUpperCase(java.util.Locale.ROOT);
              case 2 -> word.substring(0, random.nextInt(word.length() + 1));
              case 3 -> "the " + random.nextInt(100_000);
              default -> "Übermut 7f3a9c";
            });
        made.append(random.nextInt(4) == 0 ? "" : " ");
      }
      char[] text = made.toString().toCharArray();
      fast.clear();
      slow.clear();
      for (int i = 0; i < 20; i++) {
        int start = random.nextInt(text.length + 1);
        int entity = random.nextInt(entities.size());
        boolean stands = context.standsBefore(text, text.length, start, entity, slow);
        assertEquals(
            stands,
            context.before(text, text.length, start, entity, fast),
            "seed " + SEED + " round " + round + " at " + start + ": " + made);
        found += stands ? 1 : 0;
      }
    }
    assertTrue(found > ROUNDS / 2, "found " + found);
  }

  @Test
  void a_folded_text_that_says_the_same_has_no_further_hits() {
    PiiEngine engine = PiiEngine.compile(PiiPack.packaged(), PiiSelection.DEFAULT);
    String[] pieces = {
      "Größe ",
      "ÄNDERUNG ",
      "Пожалуйста ",
      "иван@example.com ",
      "Élan ",
      "４１１１ ",
      "–",
      "\u00a0",
      "4111 1111 1111 1111 ",
      "a.müller@example.de ",
      "078-05-1123 ",
      "tel ",
      "+49 30 901820 ",
      "\u200b",
      "中文",
      "https://example.com/ü ",
      "Ω",
      "AB123456C ",
      "\u212A",
      "ß-1",
      "12"
    };
    Random random = new Random(SEED);
    Views views = new Views();
    int skipped = 0;
    int hits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      int kinds = 2 + random.nextInt(pieces.length - 2);
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(kinds)]);
      }
      views.read(text.toString());
      char[] sent = views.original().chars();
      if (PiiScan.differs(views.folded(), sent)) {
        continue;
      }
      PiiScan scan = new PiiScan();
      scan.begin(engine, text.toString());
      scan.read(sent, text.length(), null, false);
      engine.scan(scan);
      scan.hits.settle();
      int once = scan.hits.size();
      PiiScan twice = new PiiScan();
      twice.begin(engine, text.toString());
      twice.read(sent, text.length(), null, false);
      engine.scan(twice);
      twice.readCased(views.folded(), sent);
      engine.scan(twice);
      twice.hits.settle();
      assertEquals(once, twice.hits.size(), "seed " + SEED + " round " + round + ": " + text);
      skipped++;
      hits += once;
    }
    assertFalse(engine.tellsCase());
    assertTrue(skipped > ROUNDS / 10, "same " + skipped);
    assertTrue(hits > ROUNDS / 10, "hits " + hits);
  }
}
