package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.verdict.Finding;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Exact spans against Presidio's own cases, where that data set lies beside the repository. */
class PiiConformanceTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void presidios_tests_are_met_exactly() throws Exception {
    spans("recognizers", 0.99, 70);
  }

  @Test
  void values_in_other_sentences_are_found_as_presidio_finds_them() throws Exception {
    spans("recognizers_oracle", 0.97, 70);
  }

  @Test
  void check_digits_agree() throws Exception {
    int rows = 0;
    for (JsonNode row : rows("validators")) {
      boolean strict = row.path("config").path("strict_checksum").asBoolean();
      Boolean valid = row.get("valid").isNull() ? null : row.get("valid").asBoolean();
      Boolean said =
          PiiPack.packaged().check(row.get("entity").asText(), row.get("value").asText());
      assertEquals(valid, strict && said == null ? Boolean.FALSE : said, row.get("id").asText());
      rows++;
    }
    assertTrue(rows > 100, "rows " + rows);
  }

  @Test
  void words_before_a_value_raise_its_score() throws Exception {
    int right = 0;
    int rows = 0;
    for (JsonNode row : rows("context")) {
      String text = row.get("text").asText();
      TreeSet<String> expected = new TreeSet<>();
      for (int i = 0; i < row.get("spans").size(); i++) {
        expected.add(span(text, row.get("spans").get(i)) + score(row.get("score_with").get(i)));
      }
      TreeSet<String> found = new TreeSet<>();
      for (Finding finding : of(text, row.get("entity").asText())) {
        found.add(finding.start() + "-" + finding.end() + Math.round(finding.score() * 100));
      }
      right += found.equals(expected) ? 1 : 0;
      rows++;
    }
    assertTrue(rows > 250 && right >= 0.95 * rows, right + " of " + rows);
  }

  private static void spans(String file, double share, int entitiesMin) throws Exception {
    Map<String, int[]> tally = new TreeMap<>();
    int right = 0;
    int rows = 0;
    for (JsonNode row : rows(file)) {
      String entity = row.get("entity").asText();
      String text = row.get("text").asText();
      TreeSet<String> expected = new TreeSet<>();
      row.get("spans").forEach(span -> expected.add(span(text, span)));
      TreeSet<String> found = new TreeSet<>();
      of(text, entity).forEach(finding -> found.add(finding.start() + "-" + finding.end()));
      int[] counts = tally.computeIfAbsent(entity, any -> new int[2]);
      counts[1]++;
      rows++;
      if (found.equals(expected)) {
        counts[0]++;
        right++;
      }
    }
    assertTrue(tally.size() >= entitiesMin, "entities " + tally.size());
    assertTrue(right >= share * rows, right + " of " + rows);
    tally.forEach(
        (entity, counts) ->
            assertTrue(counts[0] >= 0.85 * counts[1], entity + " " + counts[0] + "/" + counts[1]));
  }

  private static List<Finding> of(String text, String entity) {
    List<Finding> findings = new ArrayList<>(PiiFindings.of(text));
    findings.removeIf(finding -> !finding.type().name().equals(entity));
    return findings;
  }

  private static String span(String text, JsonNode span) {
    int start = text.offsetByCodePoints(0, span.get(0).asInt());
    return start + "-" + text.offsetByCodePoints(0, span.get(1).asInt());
  }

  private static String score(JsonNode score) {
    return String.valueOf(Math.round(score.asDouble() * 100));
  }

  private static List<JsonNode> rows(String name) throws Exception {
    Path folder = Path.of(System.getProperty("sharedData", "../shared"), "data", "pii");
    Path file = folder.resolve(name + ".jsonl.gz");
    Assumptions.assumeTrue(Files.isRegularFile(file), "no conformance data beside the repository");
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(Objects.requireNonNull(MAPPER.readTree(line)));
      }
    }
    return rows;
  }
}
