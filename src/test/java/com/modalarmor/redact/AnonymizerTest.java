package com.modalarmor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.modalarmor.settings.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The same texts, spans and operators as presidio-anonymizer, and the same result. */
final class AnonymizerTest {

  private static final TenantKeys KEYS = GatewayKey.of(Secret.NONE).of("acme");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String anonymized(JsonNode row) {
    String text = row.get("text").asText();
    if (!row.has("analyzer_results")) { // the operator alone
      return operator(row.at("/operators/DEFAULT")).apply("X", text, KEYS, null);
    }
    List<Span> spans = new ArrayList<>();
    for (JsonNode s : row.get("analyzer_results")) {
      spans.add(
          new Span(
              s.get("type").asText(),
              index(text, s.get("start").asInt()),
              index(text, s.get("end").asInt()),
              s.get("score").asDouble()));
    }
    Map<String, Operator> operators = new HashMap<>();
    row.get("operators")
        .fields()
        .forEachRemaining(e -> operators.put(e.getKey(), operator(e.getValue())));
    boolean cut = row.path("conflict_resolution").asText().contains("REMOVE_INTERSECTIONS");
    return new Anonymizer(
            operators,
            cut
                ? Anonymizer.Conflicts.REMOVE_INTERSECTIONS
                : Anonymizer.Conflicts.MERGE_SIMILAR_OR_CONTAINED,
            KEYS,
            Placeholders.of(KEYS, "c"))
        .anonymize(text, spans);
  }

  /** Beyond the end stays beyond it. */
  private static int index(String text, int codePoint) {
    int all = text.codePointCount(0, text.length());
    return codePoint > all
        ? text.length() + codePoint - all
        : text.offsetByCodePoints(0, codePoint);
  }

  private static Operator operator(JsonNode said) {
    JsonNode params = said.get("params");
    return switch (said.get("op").asText()) {
      case "replace" -> Operator.replace(params.path("new_value").asText());
      case "mask" ->
          Operator.mask(
              params.get("masking_char").asText(),
              params.get("chars_to_mask").asInt(),
              params.get("from_end").asBoolean());
      case "redact" -> Operator.of(Operator.Kind.REDACT);
      case "keep" -> Operator.of(Operator.Kind.KEEP);
      default -> Operator.REPLACE_BY_TYPE;
    };
  }

  /** Rows, misses; what is missed is printed. */
  private static int[] run(BufferedReader lines) throws IOException {
    int rows = 0;
    int misses = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode row = JSON.readTree(line);
      rows++;
      if (row.has("error")) {
        assertThrows(IllegalArgumentException.class, () -> anonymized(row), line);
      } else if (!row.get("expected").asText().equals(anonymized(row))) {
        misses++;
        System.out.println(
            row.get("id").asText() + " " + row.get("expected") + " was " + anonymized(row));
      }
    }
    return new int[] {rows, misses};
  }

  @Test
  void as_presidio_in_a_table_of_our_own() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("anonymizer.jsonl");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int[] result = run(lines);
      assertEquals(24, result[0]);
      assertEquals(0, result[1]);
    }
  }

  @Test
  void as_presidio_on_its_own_cases() throws IOException {
    Path file =
        Path.of(System.getProperty("sharedData", "../shared"), "data/pii/anonymizer.jsonl.gz");
    Assumptions.assumeTrue(Files.exists(file), "no conformance data beside the repository");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      int[] result = run(lines);
      System.out.printf("anonymizer: %d of %d%n", result[0] - result[1], result[0]);
      assertEquals(176, result[0]);
      assertTrue(result[1] * 100 <= result[0], result[1] + " misses");
    }
  }

  @Test
  void hash_and_encryption_are_keyed_and_of_one_tenant() {
    TenantKeys other = GatewayKey.of(new Secret("a key of the gateway's")).of("acme");
    TenantKeys same = GatewayKey.of(new Secret("a key of the gateway's")).of("acme");
    TenantKeys neighbour = GatewayKey.of(new Secret("a key of the gateway's")).of("globex");
    assertEquals(other.hash("x"), same.hash("x"));
    assertEquals(64, other.hash("x").length());
    assertTrue(!other.hash("x").equals(neighbour.hash("x")));
    assertTrue(!other.hash("x").equals(KEYS.hash("x")));
    String sealed = other.encrypt("jané@example.org 😀");
    assertEquals("jané@example.org 😀", same.decrypt(sealed));
    assertTrue(!sealed.equals(other.encrypt("jané@example.org 😀")));
    assertThrows(IllegalArgumentException.class, () -> neighbour.decrypt(sealed));
    assertThrows(IllegalArgumentException.class, () -> same.decrypt("AAAA"));
    char[] broken = sealed.toCharArray();
    broken[20] = broken[20] == 'A' ? 'B' : 'A';
    assertThrows(IllegalArgumentException.class, () -> same.decrypt(new String(broken)));
  }

  @Test
  void placeholders_are_stable_in_a_conversation_and_strange_to_all_others() {
    TenantKeys keys = GatewayKey.of(new Secret("a key of the gateway's")).of("acme");
    TenantKeys neighbour = GatewayKey.of(new Secret("a key of the gateway's")).of("globex");
    String value = "jane" + "@example.org";
    String first = Placeholders.of(keys, "talk-1").of("EMAIL_ADDRESS", value);
    assertEquals(first, Placeholders.of(keys, "talk-1").of("EMAIL_ADDRESS", value));
    assertTrue(first.matches("<EMAIL_ADDRESS_[0-9][0-9a-f]{15}>"), first);
    List<String> all = new ArrayList<>(List.of(first));
    all.add(Placeholders.of(keys, "talk-2").of("EMAIL_ADDRESS", value));
    all.add(Placeholders.of(neighbour, "talk-1").of("EMAIL_ADDRESS", value));
    all.add(Placeholders.of(keys, "talk-1").of("PERSON", value));
    all.add(Placeholders.of(keys, "").of("EMAIL_ADDRESS", value));
    all.add(Placeholders.of(keys, "").of("EMAIL_ADDRESS", value));
    assertEquals(6, all.stream().distinct().count());
    Placeholders many = Placeholders.of(keys, "talk-3");
    int distinct = 20_000;
    for (int i = 0; i < distinct; i++) {
      many.of("X", "value " + i);
      many.of("X", "value " + i / 2);
    }
    assertEquals(distinct, many.values().size());
  }
}
