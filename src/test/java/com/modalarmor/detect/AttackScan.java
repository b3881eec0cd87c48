package com.modalarmor.detect;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.pii.PiiDetector;
import java.util.List;

/** The whole attack detection and nothing else: a plan without PII. Scratch. */
public final class AttackScan {

  private final Scanner scanner = new Scanner();
  private final ScanPlan plan;

  public AttackScan(Detectors detectors) {
    detectors.warmUp();
    this.plan =
        new ScanPlan(
            detectors.plan().detectors().stream()
                .filter(d -> !d.name().equals(PiiDetector.NAME))
                .toList());
  }

  public static Document document(String text) {
    return new Document(
        List.of(),
        List.of(new Part(Trust.USER, text, 0, 0, 0, -1, false)),
        List.of(),
        Usage.UNKNOWN,
        List.of(),
        false);
  }

  public ScanResult scan(Document document) {
    return scanner.scan(document, plan, Direction.INPUT);
  }
}
