package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Looking at further groups of literals, and at what stands just beside one, must save work only,
 * on the packaged signatures.
 */
class LiteralGroupsTest {
  private static final long SEED = 424_242L;
  private static final List<PatternSource> PATTERNS = new ArrayList<>();
  private static final List<String> MATCHES = new ArrayList<>();
  private static final List<String> BENIGN = new ArrayList<>();
  private static MultiPattern grouped;
  private static MultiPattern plain;

  @BeforeAll
  static void compile_the_pack_with_and_without_groups() throws IOException {
    PATTERNS.clear();
    MATCHES.clear();
    BENIGN.clear();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (Stream<Path> files = Files.list(Path.of("conf", "signatures"))) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode signature : yaml.readTree(file.toFile()).path("signatures")) {
          PATTERNS.add(
              new PatternSource(signature.path("id").asText(), signature.path("pattern").asText()));
          MATCHES.add(signature.path("match").asText().toLowerCase(Locale.ROOT));
          BENIGN.add(signature.path("benign").asText().toLowerCase(Locale.ROOT));
        }
      }
    }
    grouped = MultiPattern.compile(PATTERNS);
    plain = MultiPattern.compile(PATTERNS, MatchLimits.DEFAULT, 0);
  }

  @Test
  void finds_each_match_row_anywhere_in_a_long_text_as_without_groups() {
    Random random = new Random(SEED);
    MatchScratch first = grouped.newScratch();
    MatchScratch second = plain.newScratch();
    int rows = 0;
    int hits = 0;
    long groupedWork = 0;
    long plainWork = 0;
    for (String match : MATCHES) {
      // Every other one near a border of the stretches in which a text is worked through.
      int before =
          rows % 2 == 0
              ? random.nextInt(30_000)
              : LiteralPass.STRETCH / 4 * (1 + random.nextInt(6)) - random.nextInt(400);
      String text = filler(random, before) + " " + match + " " + filler(random, 9_000);
      List<String> found = found(grouped, first, text);
      assertEquals(found(plain, second, text), found, "seed " + SEED + " row " + rows);
      groupedWork += first.work();
      plainWork += second.work();
      hits += found.size();
      rows++;
    }
    assertTrue(rows >= 250, "rows " + rows);
    assertTrue(hits >= rows, "hits " + hits);
    assertTrue(groupedWork < plainWork / 2, groupedWork + " steps against " + plainWork);
  }

  @Test
  void finds_the_same_in_random_texts_as_without_groups() {
    Random random = new Random(SEED + 1);
    MatchScratch first = grouped.newScratch();
    MatchScratch second = plain.newScratch();
    int hits = 0;
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(60);
      for (int i = 0; i < pieces; i++) {
        String row = MATCHES.get(random.nextInt(MATCHES.size()));
        int start = random.nextInt(row.length());
        int from = random.nextBoolean() ? 0 : start;
        text.append(row, from, random.nextBoolean() ? row.length() : start);
        text.append(" ".repeat(random.nextInt(2)));
      }
      List<String> found = found(grouped, first, text.toString());
      assertEquals(
          found(plain, second, text.toString()), found, "seed " + (SEED + 1) + " round " + round);
      hits += found.size();
    }
    assertTrue(hits > 2_000, "hits " + hits);
  }

  @Test
  void sees_the_literals_on_both_sides_of_a_stretch_border() {
    MultiPattern engine =
        MultiPattern.compile(
            List.of(
                new PatternSource("after", "zqxj.{0,256}.{0,256}follow"),
                new PatternSource("before", "follow.{0,256}.{0,256}zqxj")));
    MatchScratch scratch = engine.newScratch();
    int places = 0;
    for (int border = 1; border <= 7; border++) {
      for (int offset = -600; offset <= 20; offset += 10) {
        int start = LiteralPass.STRETCH / 4 * border + offset;
        for (String match : List.of("zqxj", "follow")) {
          String other = match.equals("zqxj") ? "follow" : "zqxj";
          String text = ".".repeat(start) + match + ".".repeat(512) + other + ".".repeat(20_000);
          String span = start + "-" + (start + 512 + 10);
          String id = match.equals("zqxj") ? "after" : "before";
          assertEquals(List.of(id + " " + span), found(engine, scratch, text));
          places++;
        }
      }
    }
    assertEquals(882, places);
  }

  private static String filler(Random random, int units) {
    StringBuilder text = new StringBuilder();
    while (text.length() < units) {
      text.append(BENIGN.get(random.nextInt(BENIGN.size()))).append(' ');
    }
    return text.substring(0, units);
  }

  private static List<String> found(MultiPattern engine, MatchScratch scratch, String text) {
    engine.scan(text.toCharArray(), 0, text.length(), scratch);
    assertFalse(scratch.truncated());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < scratch.hitCount(); i++) {
      found.add(
          engine.idOf(scratch.patternAt(i)) + " " + scratch.startAt(i) + "-" + scratch.endAt(i));
    }
    Collections.sort(found);
    return found;
  }
}
