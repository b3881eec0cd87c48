package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.PatternSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignaturePackTest {
  static final int REPEAT_MAX = 256;
  private static final int PATTERN_CHARS_MAX = 640;
  private static final int LITERAL_WEIGHT_MIN = 3;
  private static final int SIGNATURES_MIN = 500;
  private static final double BLOCKING_SCORE = 0.5;
  private static final Path PACK = Path.of("conf", "signatures");

  private static final Set<String> TYPES =
      Set.of(
          "PROMPT_INJECTION",
          "JAILBREAK",
          "PROMPT_EXTRACTION",
          "INDIRECT_INJECTION",
          "EXFILTRATION_LINK",
          "OBFUSCATION");
  private static final Set<String> SEVERITIES = Set.of("low", "medium", "high", "critical");
  private static final Set<String> CHANNELS = Set.of("input", "retrieved", "tool", "output");
  private static final Set<String> FIELDS =
      Set.of("id", "pattern", "score", "severity", "applies", "lang", "source", "match", "benign");

  private static final List<Row> ROWS = new ArrayList<>();
  private static final List<String> FAULTS = new ArrayList<>();

  private record Row(
      String id, String pattern, double score, String lang, String match, String benign) {}

  @BeforeAll
  static void read_the_pack() throws IOException {
    ROWS.clear();
    FAULTS.clear();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<Path> files;
    try (Stream<Path> listing = Files.list(PACK)) {
      files =
          listing
              .filter(p -> p.toString().endsWith(".yaml"))
              .filter(p -> !p.endsWith(SignaturePack.INDEX))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      JsonNode family = yaml.readTree(file.toFile());
      String name = file.getFileName().toString();
      check(name.equals(family.path("family").asText() + ".yaml"), name + ": family name");
      check(TYPES.contains(family.path("type").asText()), name + ": type");
      check(!family.path("signatures").isEmpty(), name + ": no signatures");
      for (JsonNode s : family.path("signatures")) {
        readSignature(name, s);
      }
    }
  }

  private static void readSignature(String file, JsonNode s) {
    String id = s.path("id").asText();
    Set<String> present = new HashSet<>();
    s.fieldNames().forEachRemaining(present::add);
    check(present.equals(FIELDS), file + " " + id + ": fields " + present);
    check(id.matches("MA-[A-Z]{2}-[0-9]{3}"), file + " " + id + ": id");
    double score = s.path("score").asDouble();
    check(s.path("score").isNumber() && score > 0 && score < 1, id + ": score");
    check(SEVERITIES.contains(s.path("severity").asText()), id + ": severity");
    check(s.path("applies").isArray() && !s.path("applies").isEmpty(), id + ": applies");
    s.path("applies").forEach(c -> check(CHANNELS.contains(c.asText()), id + ": channel " + c));
    check(s.path("lang").asText().matches("und|[a-z]{2}(-[A-Z]{2})?"), id + ": lang");
    for (String text : List.of("pattern", "source", "match", "benign")) {
      check(s.path(text).isTextual() && !s.path(text).asText().isBlank(), id + ": " + text);
    }
    ROWS.add(
        new Row(
            id,
            s.path("pattern").asText(),
            score,
            s.path("lang").asText(),
            s.path("match").asText(),
            s.path("benign").asText()));
  }

  private static void check(boolean holds, String fault) {
    if (!holds) {
      FAULTS.add(fault);
    }
  }

  private record Engine(MultiPattern patterns, MatchScratch scratch) {
    static Engine of(PatternSource source) {
      MultiPattern patterns = MultiPattern.compile(List.of(source));
      return new Engine(patterns, patterns.newScratch());
    }
  }

  private static final Map<String, Engine> COMPILED = new HashMap<>();

  /** Searches with the engine that the gateway searches with. */
  private static boolean found(Row signature, String text) {
    Engine engine =
        COMPILED.computeIfAbsent(
            signature.id(), id -> Engine.of(new PatternSource(id, signature.pattern())));
    char[] units = folded(text).toCharArray();
    return engine.patterns().scan(units, 0, units.length, engine.scratch()) > 0;
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  @Test
  void every_field_of_every_signature_is_present_and_valid() {
    assertEquals(List.of(), FAULTS);
    assertTrue(ROWS.size() >= SIGNATURES_MIN, "signatures: " + ROWS.size());
  }

  @Test
  void ids_are_unique() {
    Set<String> seen = new HashSet<>();
    List<String> twice = ROWS.stream().map(Row::id).filter(id -> !seen.add(id)).toList();
    assertEquals(List.of(), twice);
    assertEquals(ROWS.size(), seen.size());
  }

  @Test
  void every_match_row_is_found_by_its_own_signature() {
    List<String> missed = new ArrayList<>();
    int ran = 0;
    for (Row row : ROWS) {
      ran++;
      if (!found(row, row.match())) {
        missed.add(row.id());
      }
    }
    assertEquals(List.of(), missed);
    assertTrue(ran >= SIGNATURES_MIN, "match rows run: " + ran);
  }

  @Test
  void no_benign_row_is_found_by_a_blocking_signature() {
    List<String> alarms = new ArrayList<>();
    int ran = 0;
    for (Row row : ROWS) {
      ran++;
      for (Row signature : ROWS) {
        if (signature.score() >= BLOCKING_SCORE && found(signature, row.benign())) {
          alarms.add("benign of " + row.id() + " found by " + signature.id());
        }
      }
    }
    assertEquals(List.of(), alarms);
    assertTrue(ran >= SIGNATURES_MIN, "benign rows run: " + ran);
  }

  @Test
  void no_benign_row_is_found_by_its_own_signature() {
    List<String> alarms = ROWS.stream().filter(r -> found(r, r.benign())).map(Row::id).toList();
    assertEquals(List.of(), alarms);
  }

  @Test
  void every_pattern_is_lower_case_bounded_and_has_a_required_literal() {
    List<String> faults = new ArrayList<>();
    int ran = 0;
    for (Row row : ROWS) {
      ran++;
      if (row.pattern().length() > PATTERN_CHARS_MAX) {
        faults.add(row.id() + ": " + row.pattern().length() + " characters");
      }
      if (!withoutEscapes(row.pattern()).equals(folded(withoutEscapes(row.pattern())))) {
        faults.add(row.id() + ": pattern is not in the folded form of the text it searches");
      }
      try {
        List<String> literals = PatternShape.requiredLiterals(row.pattern());
        if (PatternShape.leastWeight(literals) < LITERAL_WEIGHT_MIN) {
          faults.add(row.id() + ": required literals " + literals);
        }
      } catch (IllegalArgumentException e) {
        faults.add(row.id() + ": " + e.getMessage());
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(ran >= SIGNATURES_MIN, "patterns checked: " + ran);
  }

  private static String withoutEscapes(String pattern) {
    return pattern.replaceAll("\\\\[A-Za-z]", "");
  }

  @Test
  void the_direct_override_is_covered_in_ten_further_languages() {
    for (String lang : List.of("de", "es", "fr", "pt", "it", "zh", "ja", "ru", "hi", "ar")) {
      long overrides =
          ROWS.stream().filter(r -> r.id().startsWith("MA-DX-") && r.lang().equals(lang)).count();
      assertTrue(overrides >= 2, lang + ": " + overrides);
    }
  }

  @Test
  void each_family_is_there_in_ten_languages() {
    Map<String, Set<String>> languages = new HashMap<>();
    for (Row row : ROWS) {
      languages.computeIfAbsent(row.id().substring(3, 4), f -> new HashSet<>()).add(row.lang());
    }
    // Direct override, jailbreak, prompt extraction, indirect injection.
    for (String family : List.of("D", "J", "P", "I")) {
      assertTrue(languages.get(family).size() >= 10, family + ": " + languages.get(family));
      for (String lang :
          List.of("en", "zh", "hi", "es", "fr", "ar", "id", "pt", "ru", "de", "ja")) {
        assertTrue(languages.get(family).contains(lang), family + " has none in " + lang);
      }
    }
  }

  @Test
  void the_shape_check_knows_what_a_match_cannot_do_without() {
    assertEquals(
        List.of("ignore", "forget"), PatternShape.requiredLiterals("\\b(ignore|forget)\\s+x?"));
    assertEquals(List.of("abc"), PatternShape.requiredLiterals("x?abc[de]{2,3}f"));
    assertEquals(List.of(), PatternShape.requiredLiterals("(abcd|[xyz])"));
    String[] refused = {"a*?", "(?=a)b", "a++", "(?i)a", "(a)\\1", "a{2,}", "a{1,257}", "(a", "[a"};
    for (String pattern : refused) {
      assertThrows(
          IllegalArgumentException.class, () -> PatternShape.requiredLiterals(pattern), pattern);
    }
    assertEquals(9, refused.length);
  }
}
