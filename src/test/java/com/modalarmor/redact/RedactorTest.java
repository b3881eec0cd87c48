package com.modalarmor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactorTest {

  private static Finding finding(String type, float score, int start, int end) {
    return new Finding(
        FindingType.pii(type, Severity.LOW), "test", score, Severity.LOW, 0, start, end);
  }

  @Test
  void no_findings_leave_the_same_text() {
    String text = "nothing here";
    assertEquals(text, Redactor.replace(text, List.of()));
  }

  @Test
  void each_range_becomes_its_type() {
    assertEquals(
        "a <X> cc <Y>",
        Redactor.replace("a bb cc bb", List.of(finding("Y", 1f, 8, 10), finding("X", 1f, 2, 4))));
  }

  @Test
  void an_overlap_becomes_one_placeholder_of_the_higher_score() {
    assertEquals(
        "<B>!",
        Redactor.replace("012345!", List.of(finding("A", 0.4f, 0, 4), finding("B", 0.9f, 2, 6))));
  }

  @Test
  void among_equal_scores_the_longer_names_the_placeholder() {
    assertEquals(
        "<B>", Redactor.replace("012345", List.of(finding("A", 1f, 0, 2), finding("B", 1f, 1, 6))));
  }

  @Test
  void neighbours_stay_apart() {
    assertEquals(
        "<A><B>",
        Redactor.replace("0123", List.of(finding("B", 1f, 2, 4), finding("A", 1f, 0, 2))));
  }

  @Test
  void half_a_surrogate_pair_is_masked_whole() {
    assertEquals("a<A>b", Redactor.replace("a\uD83D\uDE00b", List.of(finding("A", 1f, 2, 3))));
  }

  @Test
  void the_order_of_the_findings_does_not_matter() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int start = random.nextInt(30);
        findings.add(
            finding(
                "T" + random.nextInt(4), random.nextInt(3) / 2f, start, start + random.nextInt(8)));
      }
      String text = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";
      String once = Redactor.replace(text, findings);
      Collections.shuffle(findings, random);
      assertEquals(once, Redactor.replace(text, findings), "seed " + seed + " round " + round);
    }
  }
}
