package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.secret.SecretDetector;
import com.modalarmor.detect.secret.SecretPack;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Identifiers of programs are seldom taken for personal data or secrets. */
final class IdentifiersTest {

  private static final int EACH = 750;

  /** What the shipped policy masks. */
  private static boolean acted(Finding finding) {
    String type = finding.type().name();
    return !type.equals("URL") && finding.score() >= (type.equals("PHONE_NUMBER") ? 0.4f : 0.5f);
  }

  @Test
  void of_twenty_thousand_identifiers_few_are_masked() {
    Map<String, Integer> hits = new TreeMap<>();
    List<String> examples = new ArrayList<>();
    Detector secrets = new SecretDetector(SecretPack.load(SecretPack.packaged()));
    int texts = 0;
    int masked = 0;
    for (String kind : RandomIdentifiers.KINDS.keySet()) {
      for (long seed = 1; seed <= EACH; seed++) {
        String text = RandomIdentifiers.text(kind, new Random(seed * 31 + kind.hashCode()));
        Subject subject = PiiFindings.subject(text);
        List<Finding> findings = new ArrayList<>(PiiFindings.of(PiiFindings.DEFAULT, subject));
        findings.addAll(PiiFindings.of(secrets, subject));
        findings.removeIf(finding -> !acted(finding));
        for (Finding finding : findings) {
          String name = kind + " " + finding.type().name();
          if (hits.merge(name, 1, Integer::sum) <= 3) {
            examples.add(name + ": " + text);
          }
        }
        masked += findings.isEmpty() ? 0 : 1;
        texts++;
      }
    }
    assertEquals(28 * EACH, texts);
    if (Boolean.getBoolean("showIdentifiers")) {
      hits.forEach((name, count) -> System.out.println(count + " " + name));
      examples.forEach(System.out::println);
    }
    assertTrue(masked <= texts / 200, masked + " of " + texts + ": " + hits);
  }
}
