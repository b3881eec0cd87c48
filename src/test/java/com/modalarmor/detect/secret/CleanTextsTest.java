package com.modalarmor.detect.secret;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** How often plain English sentences without a secret are taken for one. */
class CleanTextsTest {

  private static final List<Path> FILES =
      List.of(
          Path.of("../shared/data/pii/ner.jsonl.gz"),
          Path.of("../shared/data/pii/synth.jsonl.gz"),
          Path.of("../shared/data/pii/synth_old.jsonl.gz"),
          Path.of("../shared/data/injection/dev.jsonl.gz"));

  private static final int SENTENCES_MIN = 40_000;

  @Test
  void at_most_one_sentence_in_ten_thousand_is_taken_for_a_secret() throws IOException {
    assumeTrue(FILES.stream().allMatch(Files::exists), "needs the texts beside the checkout");
    SecretFinder finder = new SecretFinder();
    ObjectMapper mapper = new ObjectMapper();
    long sentences = 0;
    long hits = 0;
    for (Path file : FILES) {
      try (BufferedReader rows =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
          JsonNode fields = mapper.readTree(row);
          boolean english = fields.path("lang").asText("en").equals("en");
          boolean attack = fields.path("label").asText("").equals("attack");
          if (english && !attack) {
            String text = fields.path("text").asText();
            sentences += sentences(text);
            hits += finder.find(text).size();
          }
        }
      }
    }
    String seen = hits + " hits in " + sentences + " sentences";
    System.out.println("secrets in clean texts: " + seen);
    assertTrue(sentences >= SENTENCES_MIN, seen);
    assertTrue(hits * 10_000 <= sentences, seen);
  }

  private static long sentences(String text) {
    return Math.max(
        1,
        text.lines()
            .flatMap(line -> List.of(line.split("(?<=[.!?])\\s+")).stream())
            .filter(sentence -> !sentence.isBlank())
            .count());
  }
}
