package com.modalarmor.guard;

import com.modalarmor.detect.StreamScanner;
import com.modalarmor.policy.Action;
import com.modalarmor.redact.JsonMask;
import com.modalarmor.redact.Redactor;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One text of a streamed answer: holds back what may still become part of a finding, lets go of the
 * rest at once, masked and rewritten. Single-threaded.
 */
final class AnswerText {

  /** So much that is held back is read again with each piece; beyond it, when it has grown. */
  private static final int EAGER_CHARS_MAX = 1_024;

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::start)
          .thenComparingInt(Finding::end)
          .thenComparing(Finding::detector);

  private final StreamGuard guard;
  private final int run;
  private final Window window = new Window();
  private final GrowingText whole;
  private final TextStage stages;
  private final JsonMask json;
  private final StringBuilder structured;
  private final List<Finding> certain = new ArrayList<>(2);
  private final List<Finding> masked = new ArrayList<>(2);
  private int readTo;
  private int weighedTo;
  private int stop;

  /**
   * @param run its number among the texts of the answer
   * @param stages what rewrites it after inspection
   * @param isStructured when it is to have the form that was asked for
   */
  AnswerText(StreamGuard guard, int run, TextStage stages, boolean isStructured) {
    this.guard = guard;
    this.run = run;
    this.whole = new GrowingText(guard.plan().policy().streamRules().wholeCharsMax());
    this.stages = stages;
    this.json = isStructured ? new JsonMask() : null;
    this.structured = isStructured ? new StringBuilder() : null;
  }

  /** True when something is held back, or its end may still be refused. */
  boolean holds() {
    return window.held() > 0 || stages.holds() || (structured != null && structured.length() > 0);
  }

  /**
   * Takes the next piece of the text; what may leave now.
   *
   * @param last true when nothing follows
   */
  String push(String piece, boolean last) {
    window.append(piece);
    whole.append(piece);
    int unread = window.end() - readTo;
    boolean eager = window.held() - unread <= EAGER_CHARS_MAX;
    if (!last && (piece.isEmpty() || (!eager && unread < (window.held() - unread) / 2))) {
      return "";
    }
    readTo = window.end();
    StringBuilder out = new StringBuilder(window.held());
    release(last, out);
    if (!guard.stopped() && (whole.due() || (last && weighedTo < window.end()))) {
      weigh(last);
    }
    if (structured != null && !guard.stopped()) {
      compare(out, last);
    }
    return out.toString();
  }

  /**
   * Compares what has left in all with the form that was asked for. Where that ends the answer its
   * last piece stays, so that nobody takes it for a whole one.
   */
  private void compare(StringBuilder out, boolean last) {
    if (structured.length() <= StructuredAnswer.CHARS_MAX) {
      structured.append(out);
    }
    if (!last || structured.length() == 0) {
      return;
    }
    StructuredAnswer.Told told = guard.plan().structure().check(structured);
    if (told.skipped() != null) {
      guard.skipped(told.skipped());
    } else if (told.type() != null) {
      Finding finding = StructureReview.finding(told, run, window.end());
      guard.found(finding);
      if (guard.actionOn(finding) == Action.BLOCK) {
        guard.block(finding);
      }
    }
    if (guard.stopped()) {
      out.setLength(0);
    }
  }

  private void release(boolean last, StringBuilder out) {
    String text = window.text();
    StreamScanner scanner = guard.scanner();
    scanner.read(text, guard.plan().policy().plan(), guard.told(), last);
    guard.note(scanner);
    int from = window.released() - window.base();
    int to = last ? text.length() : settled(text, from);
    if (guard.stopped()) { // too much would be held back
      stages.push("", true, out);
      return;
    }
    judge(from, to, last);
    to = Math.min(to, stop);
    boolean end = last || guard.stopped();
    String safe = text.substring(from, to);
    if (json != null) {
      safe = json.mask(safe, masked, guard.plan().masking());
    } else if (!masked.isEmpty()) {
      safe = Redactor.replace(safe, masked, guard.plan().masking());
    }
    stages.push(safe, end, out);
    if (window.base() == 0 && last) {
      weighedTo = readTo;
    }
    window.release(window.base() + to);
  }

  private int settled(String text, int from) {
    int to = beforeWhatCrosses(guard.scanner().settled());
    if (to > 0 && to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to--;
    }
    to = Math.max(from, to);
    for (int before = -1; json != null && to != before; ) { // a whole escape may be part of another
      before = to;
      to = Math.max(from, beforeWhatCrosses(json.whole(text, from, to, false)));
    }
    return guard.mayHold(text.length() - to) ? to : text.length();
  }

  private int beforeWhatCrosses(int place) {
    StreamScanner scanner = guard.scanner();
    int to = place;
    for (int i = 0; i < scanner.certain(); i++) {
      Finding finding = scanner.finding(i);
      if (finding.start() < to && finding.end() > to) {
        to = finding.start();
        i = -1; // another one may cross the new place
      }
    }
    return to;
  }

  /** What was found in [from, to): recorded, masked, or the end. */
  private void judge(int from, int to, boolean last) {
    StreamScanner scanner = guard.scanner();
    certain.clear();
    masked.clear();
    stop = Integer.MAX_VALUE;
    for (int i = 0; i < scanner.certain(); i++) {
      Finding finding = scanner.finding(i);
      if (finding.end() > from && finding.end() <= to) {
        certain.add(finding);
      }
    }
    certain.sort(BY_PLACE);
    for (int i = 0; i < certain.size() && !guard.stopped(); i++) {
      Finding finding = certain.get(i);
      if (finding.start() >= from) {
        guard.found(at(finding, window.base()));
      }
      act(finding, from, to);
    }
    boolean isWhole = last && window.base() == 0;
    for (int i = scanner.certain(); i < scanner.findings() && !guard.stopped(); i++) {
      Finding finding = scanner.finding(i);
      if (isWhole) {
        guard.found(at(finding, 0));
      }
      if (finding.end() > from) {
        act(finding, from, to);
      }
      if (guard.stopped() && !isWhole) {
        guard.found(at(finding, window.base()));
      }
    }
  }

  private void act(Finding finding, int from, int to) {
    Action action = guard.actionOn(finding);
    int start = Math.max(from, finding.start());
    if (action == Action.BLOCK) {
      guard.block(at(finding, window.base()));
      if (guard.stopped()) {
        stop = start;
        masked.removeIf(other -> other.start() + from >= stop);
      }
    } else if (action == Action.REDACT && start < to) { // an answer is never tokenised
      guard.masked(at(finding, window.base()));
      masked.add(moved(finding, start - from, Math.min(to, finding.end()) - from));
    }
  }

  /** What weighs the whole: acted on at once, reported when the whole is there. */
  private void weigh(boolean last) {
    StreamScanner scanner = guard.scanner();
    scanner.weigh(whole.text(), guard.plan().policy().plan(), guard.told());
    guard.note(scanner);
    boolean report = last || whole.base() > 0;
    for (int i = 0; i < scanner.findings() && !guard.stopped(); i++) {
      Finding finding = at(scanner.finding(i), whole.base());
      boolean reported = report && finding.end() > (whole.base() > 0 ? weighedTo : 0);
      if (guard.actionOn(finding) == Action.BLOCK) {
        guard.block(finding);
      }
      if (reported || guard.stopped()) {
        guard.found(finding);
      }
    }
    weighedTo = whole.base() + whole.text().length();
    whole.done();
  }

  private Finding at(Finding finding, int base) {
    return moved(finding, finding.start() + base, finding.end() + base);
  }

  private Finding moved(Finding finding, int start, int end) {
    return new Finding(
        finding.type(), finding.detector(), finding.score(), finding.severity(), run, start, end);
  }
}
