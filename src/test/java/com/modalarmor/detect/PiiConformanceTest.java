package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Finding;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Exact spans against Presidio's own cases, where that data set lies beside the repository. */
class PiiConformanceTest {

  private static final Map<String, Double> MINIMUM =
      Map.of(
          "EMAIL_ADDRESS", 0.91,
          "PHONE_NUMBER", 0.92,
          "CREDIT_CARD", 0.97,
          "IBAN_CODE", 0.99,
          "US_SSN", 1.0,
          "IP_ADDRESS", 0.98,
          "URL", 0.92);

  @Test
  void reaches_the_stated_share_of_exact_spans_per_entity() throws Exception {
    Path folder = Path.of(System.getProperty("sharedData", "../shared"), "data", "pii");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no conformance data beside the repository");
    Map<String, int[]> tally = new TreeMap<>();
    boolean print = Boolean.getBoolean("printMisses");
    for (String file : new String[] {"recognizers.jsonl.gz", "recognizers_oracle.jsonl.gz"}) {
      ObjectMapper mapper = new ObjectMapper();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(folder.resolve(file))),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode row = mapper.readTree(line);
          String entity = row.get("entity").asText();
          if (!MINIMUM.containsKey(entity)) {
            continue;
          }
          String text = row.get("text").asText();
          TreeSet<String> expected = new TreeSet<>();
          for (JsonNode span : row.get("spans")) {
            int start = text.offsetByCodePoints(0, span.get(0).asInt());
            expected.add(start + "-" + text.offsetByCodePoints(0, span.get(1).asInt()));
          }
          TreeSet<String> found = new TreeSet<>();
          for (Finding finding : findings(text)) {
            if (finding.type().name().equals(entity)) {
              found.add(finding.start() + "-" + finding.end());
            }
          }
          int[] counts = tally.computeIfAbsent(entity, any -> new int[2]);
          counts[1]++;
          if (found.equals(expected)) {
            counts[0]++;
          } else if (print) {
            System.out.println(entity + " " + text + " expected " + expected + " found " + found);
          }
        }
      }
    }
    assertTrue(tally.keySet().equals(MINIMUM.keySet()), "entities: " + tally.keySet());
    tally.forEach(
        (entity, counts) -> {
          double share = counts[0] / (double) counts[1];
          if (print) {
            System.out.println(entity + " " + counts[0] + "/" + counts[1] + " = " + share);
          }
          assertTrue(share >= MINIMUM.get(entity), entity + " " + counts[0] + "/" + counts[1]);
        });
  }

  static java.util.List<Finding> findings(String text) {
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(1_000);
    subject.read(text, Trust.USER, false);
    for (Detector detector : PiiDetectors.all()) {
      detector.detect(subject, sink);
    }
    return sink.toList();
  }
}
