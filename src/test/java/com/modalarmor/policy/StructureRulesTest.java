package com.modalarmor.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.FindingType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy may say about answers that have not the form that was asked for. */
final class StructureRulesTest {

  private static PolicySpec read(String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    SettingsReader reader =
        SettingsReader.of(
            SettingsFile.parse(new ByteArrayInputStream(bytes), "p"), Map.of(), Path.of("."));
    PolicySpec spec = PolicySpec.read("p", reader);
    reader.finish();
    return spec;
  }

  private static Action action(String yaml, FindingType type) {
    return read(yaml).rules().get(Section.OUTPUT).of(type).action();
  }

  @Test
  void it_is_flagged_unless_the_policy_says_more() {
    assertEquals(Action.FLAG, action("canary: \"off\"\n", FindingType.INVALID_JSON));
    String block = "output:\n  structure: {action: block}\n";
    assertEquals(Action.BLOCK, action(block, FindingType.SCHEMA_MISMATCH));
    String one = "output:\n  types: {SCHEMA_MISMATCH: {action: block}}\n";
    assertEquals(Action.BLOCK, action(one, FindingType.SCHEMA_MISMATCH));
    assertEquals(Action.FLAG, action(one, FindingType.INVALID_JSON));
  }

  @Test
  void masking_it_or_looking_for_it_in_what_is_sent_is_a_fault() {
    List<String> wrong =
        List.of(
            "output:\n  structure: {action: redact}\n",
            "output:\n  types: {INVALID_JSON: {action: redact}}\n",
            "input:\n  structure: {action: flag}\n",
            "tool:\n  structure: {action: flag}\n");
    for (String yaml : wrong) {
      assertThrows(InvalidSettings.class, () -> read(yaml), yaml);
    }
    assertEquals(4, wrong.size());
  }
}
