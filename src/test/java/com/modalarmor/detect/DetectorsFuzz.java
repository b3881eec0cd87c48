package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.classify.QuietModel;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks for texts that break a detector, led by coverage: {@code .ci/fuzz DetectorsFuzz}. {@link
 * DetectorsFuzzSeedsTest} plays damaged texts in the ordinary run.
 */
class DetectorsFuzz {

  private static final int UNITS_MAX = 2_048;
  private static final ScanPlan PLAN =
      Detectors.of(
              SignaturePack.load(SignaturePack.packaged()),
              KnownAttacks.of(List.of()),
              QuietModel.model())
          .plan();
  private static final Scanner SCANNER = new Scanner();

  @FuzzTest(maxDuration = "1m")
  void no_detector_fails_on_any_text(FuzzedDataProvider data) {
    check(data.consumeString(UNITS_MAX));
  }

  /** All detectors finish, and what they find stands in the text, on whole characters. */
  static void check(String any) {
    // The JSON door lets no half of a pair in.
    String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return;
    }
    for (Trust trust : List.of(Trust.USER, Trust.TOOL, Trust.MODEL)) {
      Part part = new Part(trust, text, 0, 0, 0, -1, false);
      Document document =
          new Document(List.of(), List.of(part), List.of(), Usage.UNKNOWN, List.of(), false);
      ScanResult result =
          SCANNER.scan(document, PLAN, trust == Trust.MODEL ? Direction.OUTPUT : Direction.INPUT);
      assertEquals(List.of(), result.coverage().failed());
      for (Finding finding : result.findings()) {
        assertTrue(
            finding.start() >= 0
                && finding.start() <= finding.end()
                && finding.end() <= text.length(),
            finding.detector());
        assertTrue(whole(text, finding.start()) && whole(text, finding.end()), finding.detector());
      }
    }
  }

  private static boolean whole(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
