package com.modalarmor.evaluation;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanner;
import com.modalarmor.verdict.Finding;
import java.util.List;

/** The findings of single texts, as the gateway makes them. Scratch: one a thread. */
final class CaseScanner {

  private final Scanner scanner = new Scanner();
  private final ScanPlan plan;
  private final Trust trust;
  private final Direction direction;

  CaseScanner(ScanPlan plan, Trust trust, Direction direction) {
    this.plan = plan;
    this.trust = trust;
    this.direction = direction;
  }

  /** Throws when a detector failed: such a text is no case. */
  List<Finding> find(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    Part part = new Part(trust, text, 0, 0, 0, -1, false);
    Document document =
        new Document(List.of(), List.of(part), List.of(), Usage.UNKNOWN, List.of(), false);
    ScanResult result = scanner.scan(document, plan, direction);
    if (!result.coverage().failed().isEmpty()) {
      throw new IllegalStateException("a detector failed: " + result.coverage().failed());
    }
    return result.findings();
  }
}
