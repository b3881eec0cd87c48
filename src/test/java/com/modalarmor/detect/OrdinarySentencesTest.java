package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.detect.secret.SecretDetector;
import com.modalarmor.detect.secret.SecretPack;
import com.modalarmor.verdict.Finding;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order numbers, versions, scores, dates, code and the like: nothing in them is masked. */
final class OrdinarySentencesTest {

  /** What the shipped policy masks. */
  private static boolean masked(Finding finding) {
    String type = finding.type().name();
    return !type.equals("URL") && finding.score() >= (type.equals("PHONE_NUMBER") ? 0.4f : 0.5f);
  }

  @Test
  void none_of_a_hundred_is_masked() throws Exception {
    Detector secrets = new SecretDetector(SecretPack.load(SecretPack.packaged()));
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("ordinary-sentences.txt"),
                StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("# ")) {
          continue;
        }
        count++;
        Subject subject = PiiFindings.subject(line);
        List<Finding> findings = new ArrayList<>(PiiFindings.of(PiiFindings.DEFAULT, subject));
        findings.addAll(PiiFindings.of(secrets, subject));
        for (Finding finding : findings) {
          if (masked(finding)) {
            wrong.add(
                finding.detector()
                    + " "
                    + finding.score()
                    + " ["
                    + line.substring(finding.start(), finding.end())
                    + "] in: "
                    + line);
          }
        }
      }
    }
    assertEquals(100, count);
    assertEquals(List.of(), wrong);
  }
}
