package com.modalarmor.detect;

import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the findings of one scan, bounded. Scratch: one per scan thread; the list it yields is a
 * copy.
 */
public final class FindingSink {

  /** So many are compared one by one; of more there is a set. */
  private static final int FEW = 16;

  private final int findingsMax;
  private final List<Finding> findings = new ArrayList<>();

  /** Those of this part among the first {@link #seenTo}, when they are many. */
  private final Set<Finding> seen = new HashSet<>();

  private int seenTo;
  private int part;
  private int partBegin;
  private int offset;
  private boolean again;
  private boolean indirect;
  private boolean overflowed;
  private float likelihood;
  private boolean voted;

  public FindingSink(int findingsMax) {
    this.findingsMax = findingsMax;
  }

  /** Starts the findings of a new request or reply. */
  public void clear() {
    findings.clear();
    overflowed = false;
    part(0);
  }

  /** Findings from now on belong to that part. */
  public void part(int index) {
    part = index;
    partBegin = findings.size();
    seenTo = partBegin;
    if (!seen.isEmpty()) {
      seen.clear();
    }
    offset = 0;
    again = false;
    indirect = false;
    likelihood = 0;
    voted = false;
  }

  /** The part was not written by the one who asks: an injection there is an indirect one. */
  void indirect(boolean newIndirect) {
    indirect = newIndirect;
  }

  /**
   * The same part is read again, from {@code start} of its text: what was found there already is
   * not counted twice.
   */
  void again(int start) {
    offset = start;
    again = true;
    voted = false;
  }

  /** UTF-16 range of the original text; a full sink remembers that it overflowed. */
  public void add(
      FindingType type, String detector, float score, Severity severity, int start, int end) {
    add(type, detector, score, severity, start, end, again);
  }

  /** As {@link #add}, but what this part is known to hold already is not counted twice. */
  public void addOnce(
      FindingType type, String detector, float score, Severity severity, int start, int end) {
    add(type, detector, score, severity, start, end, true);
  }

  private void add(
      FindingType type,
      String detector,
      float score,
      Severity severity,
      int start,
      int end,
      boolean once) {
    if (findings.size() >= findingsMax) {
      overflowed = true;
      return;
    }
    Finding finding =
        new Finding(named(type), detector, score, severity, part, start + offset, end + offset);
    if (!once || !known(finding)) {
      findings.add(finding);
    }
  }

  /** The model's probability of an attack in this part, finding or not; the highest counts. */
  void likelihood(float probability) {
    likelihood = Math.max(likelihood, probability);
  }

  float likelihood() {
    return likelihood;
  }

  /** This text holds something that is no attack, and one if another detector has doubts, too. */
  void vote() {
    voted = true;
  }

  boolean voted() {
    return voted;
  }

  private FindingType named(FindingType type) {
    return indirect && type.equals(FindingType.PROMPT_INJECTION)
        ? FindingType.INDIRECT_INJECTION
        : type;
  }

  int size() {
    return findings.size();
  }

  Finding at(int index) {
    return findings.get(index);
  }

  private boolean known(Finding finding) {
    if (findings.size() - partBegin > FEW) {
      while (seenTo < findings.size()) {
        seen.add(findings.get(seenTo++));
      }
      return seen.contains(finding);
    }
    for (int i = partBegin; i < findings.size(); i++) {
      if (findings.get(i).equals(finding)) {
        return true;
      }
    }
    return false;
  }

  public void add(FindingType type, String detector, float score, int start, int end) {
    add(type, detector, score, type.severity(), start, end);
  }

  /** True when a finding was dropped: the scan must then count as failed. */
  public boolean overflowed() {
    return overflowed;
  }

  /** The findings, in the order found; the shared empty list when there are none. */
  public List<Finding> toList() {
    return findings.isEmpty() ? List.of() : List.copyOf(findings);
  }
}
