package com.modalarmor.detect;

import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the detectors of a plan over a piece of an answer that still comes. Owns the scratch memory
 * of one thread, for all the streams of that thread: what belongs to one answer is in its {@link
 * Told}.
 */
public final class StreamScanner {

  private final Subject subject = new Subject();
  private final FindingSink sink = new FindingSink(Scanner.FINDINGS_MAX);
  private final List<String> failed = new ArrayList<>(0);
  private int settled;
  private int certain;

  /**
   * Reads a piece of an answer with all detectors. What was found is in {@link #findings}: first
   * those of detectors that settle, {@link #certain} of them, then those that weigh the whole.
   *
   * @param last true when nothing follows
   */
  public void read(String text, ScanPlan plan, Told told, boolean last) {
    begin(text, told);
    detect(plan.settling());
    certain = sink.size();
    detect(plan.weighing());
    settled = text.length();
    if (!last) {
      settle(plan.settling());
      settle(plan.weighing());
    }
  }

  /** Reads what there is of a whole answer with the detectors that weigh the whole. */
  public void weigh(String text, ScanPlan plan, Told told) {
    begin(text, told);
    detect(plan.weighing());
    certain = 0;
    settled = text.length();
  }

  private void begin(String text, Told told) {
    failed.clear();
    sink.clear();
    subject.hides(told);
    subject.read(text, Trust.MODEL, true);
  }

  private void detect(List<Detector> detectors) {
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        detector.detect(subject, sink);
      } catch (RuntimeException | StackOverflowError e) {
        failed.add(detector.name());
      }
    }
    if (sink.overflowed()) {
      failed.add("findings_max");
    }
  }

  private void settle(List<Detector> detectors) {
    for (int i = 0; i < detectors.size() && settled > 0; i++) {
      Detector detector = detectors.get(i);
      try {
        settled = Math.min(settled, Math.max(0, detector.settledTo(subject)));
      } catch (RuntimeException | StackOverflowError e) {
        failed.add(detector.name());
        settled = 0;
      }
    }
  }

  /** Index of the text before which all findings of detectors that settle are final. */
  public int settled() {
    return settled;
  }

  /** How many of the findings are of detectors that settle. */
  public int certain() {
    return certain;
  }

  /** What was found; valid until the next reading. */
  public int findings() {
    return sink.size();
  }

  public Finding finding(int index) {
    return sink.at(index);
  }

  /** Names of the detectors that failed; empty for nearly every text. */
  public List<String> failed() {
    return failed;
  }

  /** Bit set of the {@link com.modalarmor.text.Transform}s of the piece. */
  public int transforms() {
    return subject.views().transforms();
  }

  /** True when part of what is encoded was not read. */
  public boolean truncated() {
    return subject.views().truncated();
  }
}
