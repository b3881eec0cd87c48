package com.modalarmor.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.PiiFindings;
import com.modalarmor.detect.pii.PiiDetector;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a policy says of personal data is what is looked for, and nothing else. */
class PiiRulesTest {

  private static final String TEXT =
      "Mail john@example.com or help@support.example.com, Bluebird, TFN 876 543 210, +1 415 555 0132";

  private static PolicySpec policy(String yaml) {
    SettingsReader reader =
        SettingsReader.of(
            SettingsFile.parse(
                new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "policy"),
            Map.of(),
            Path.of("."));
    PolicySpec spec = PolicySpec.read("test", reader);
    reader.finish();
    return spec;
  }

  private static TreeSet<String> found(String yaml) {
    PiiDetector detector = PiiDetector.of(PiiPack.packaged(), policy(yaml).pii());
    TreeSet<String> found = new TreeSet<>();
    for (Finding finding : PiiFindings.of(detector, TEXT)) {
      found.add(finding.type().name() + " " + TEXT.substring(finding.start(), finding.end()));
    }
    return found;
  }

  @Test
  void only_the_entities_that_are_named_are_looked_for() {
    assertEquals(
        List.of("EMAIL_ADDRESS help@support.example.com", "EMAIL_ADDRESS john@example.com"),
        List.copyOf(found("pii: {entities: [EMAIL_ADDRESS]}")));
  }

  @Test
  void a_type_with_a_rule_of_its_own_is_looked_for_too() {
    String yaml = "pii: {entities: [EMAIL_ADDRESS]}\ninput: {types: {AU_TFN: {action: redact}}}";
    assertTrue(found(yaml).contains("AU_TFN 876 543 210"));
    assertFalse(found("pii: {entities: [default]}").contains("AU_TFN 876 543 210"));
    assertTrue(found("pii: {entities: [all]}").contains("AU_TFN 876 543 210"));
  }

  @Test
  void allowed_values_and_domains_are_not_reported() {
    assertEquals(
        List.of(),
        List.copyOf(found("pii: {entities: [EMAIL_ADDRESS], allow-domains: [Example.com]}")));
    assertEquals(
        List.of("EMAIL_ADDRESS john@example.com"),
        List.copyOf(
            found("pii: {entities: [EMAIL_ADDRESS], allow-domains: [support.example.com]}")));
    assertEquals(
        List.of("EMAIL_ADDRESS help@support.example.com"),
        List.copyOf(found("pii: {entities: [EMAIL_ADDRESS], allow: [JOHN@example.com]}")));
    assertEquals(
        2, found("pii: {entities: [EMAIL_ADDRESS], allow-domains: [ample.com, om]}").size());
  }

  @Test
  void words_of_ones_own_are_found_whole_and_in_any_case() {
    String yaml = "pii: {entities: [CRYPTO], deny: {PROJECT: {words: [bluebird, blue]}}}";
    assertEquals(List.of("PROJECT Bluebird"), List.copyOf(found(yaml)));
  }

  @Test
  void a_floor_leaves_out_what_cannot_reach_it() {
    assertEquals(
        List.of(), List.copyOf(found("pii: {entities: [PHONE_NUMBER], report-from: 0.9}")));
  }

  @Test
  void what_is_wrong_is_said_with_its_key() {
    for (String yaml :
        new String[] {
          "pii: {entities: [EMAIL]}",
          "pii: {report-from: 2}",
          "pii: {allow: [x]}",
          "pii: {deny: {project: {words: [blue]}}}",
          "pii: {unknown: 1}"
        }) {
      InvalidSettings fault = assertThrows(InvalidSettings.class, () -> policy(yaml), yaml);
      assertTrue(fault.faults().get(0).startsWith("pii."), fault.faults().toString());
    }
  }

  @Test
  void two_readings_of_a_policy_have_one_fingerprint() {
    String yaml = "pii: {allow: [one@a.com, two@a.com, three@a.com], deny: {A: {words: [xx, yy]}}}";
    assertEquals(policy(yaml).fingerprint(), policy(yaml).fingerprint());
  }
}
