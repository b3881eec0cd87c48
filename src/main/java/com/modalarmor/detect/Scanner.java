package com.modalarmor.detect;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.TextRun;
import com.modalarmor.text.Pause;
import com.modalarmor.verdict.Coverage;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the detectors of a plan over the texts of a document. Owns the scratch memory of one thread:
 * one scanner per verticle instance.
 *
 * <p>A detector that throws, or more findings than the bound, makes the coverage incomplete; the
 * policy then refuses. Nothing is ever passed over in silence.
 */
public final class Scanner {

  /** Findings of one document; a text that yields more is refused, not truncated. */
  public static final int FINDINGS_MAX = 10_000;

  /** In the coverage of a text that holds more encoded text than is decoded. */
  static final String VIEWS_BUDGET = "views:budget";

  private final Subject subject = new Subject();
  private final FindingSink sink = new FindingSink(FINDINGS_MAX);
  private final TurnJoin turns = new TurnJoin();
  private final KnownTexts knownTexts;
  private final boolean hints;
  private int remembered;

  /** Reads each text anew. */
  public Scanner() {
    this(KnownTexts.none());
  }

  /** Passes over what it knows to be clean. */
  Scanner(KnownTexts knownTexts) {
    this(knownTexts, false);
  }

  /** The same; {@code hints} = somebody looks at findings that are no attacks, see ScanPlan. */
  Scanner(KnownTexts knownTexts, boolean hints) {
    this.knownTexts = knownTexts;
    this.hints = hints;
  }

  /** Decodes and scans; throws the decoder's refusal for a malformed body. */
  public Scanned inspect(ScanJob job) {
    return inspect(job, Pause.NONE);
  }

  /**
   * The same with a pause now and then. After a {@link Pause.Stopped} this scanner is of no further
   * use.
   */
  Scanned inspect(ScanJob job, Pause pause) {
    long begin = System.nanoTime();
    Document document = job.decoder().decode(job.bodies());
    subject.pauses(pause);
    ScanResult result = scan(document, job.plan(), job.direction(), job.hidden(), job.reader());
    subject.pauses(Pause.NONE);
    return new Scanned(document, result, System.nanoTime() - begin, remembered);
  }

  /** Scans the texts of a document that is already decoded. */
  public ScanResult scan(Document document, ScanPlan plan, Direction direction) {
    return scan(document, plan, direction, null, null);
  }

  private ScanResult scan(
      Document document, ScanPlan plan, Direction direction, HiddenContext hidden, String reader) {
    remembered = 0;
    subject.hides(hidden);
    subject.screening(plan.screening());
    subject.hints(hints || plan.hints());
    List<TextRun> runs = TextRun.of(document.parts());
    sink.clear();
    int[] transforms = new int[runs.size()];
    float[] likelihoods = new float[runs.size()];
    long[] elapsedNanos = new long[runs.size()];
    long mark = System.nanoTime();
    List<String> failed = List.of();
    List<String> skipped = document.uninspected();
    for (int i = 0; i < runs.size(); i++) {
      TextRun run = runs.get(i);
      if (run.text().isEmpty()) {
        continue;
      }
      sink.part(i);
      sink.indirect(TurnJoin.isIndirect(run.trust()));
      boolean output = direction.isOutput(run.trust());
      boolean repeatable = !output && knownTexts.takes(reader, run);
      if (repeatable && knownTexts.knows(plan, reader, run)) {
        likelihoods[i] = knownTexts.likelihood();
        remembered++;
      } else {
        int findings = sink.size();
        subject.read(run.text(), run.trust(), output);
        transforms[i] = subject.views().transforms();
        boolean truncated = subject.views().truncated();
        if (truncated) {
          skipped = with(skipped, VIEWS_BUDGET);
        }
        failed = detect(plan.detectors(), sink, failed);
        if (run.parts().length > 1 && !output) {
          failed = detectAlone(document, run, plan, failed);
        }
        likelihoods[i] = sink.likelihood();
        boolean clean = sink.size() == findings && failed.isEmpty() && transforms[i] == 0;
        if (repeatable && clean && !truncated) {
          knownTexts.add(sink.likelihood());
        }
      }
      long now = System.nanoTime();
      elapsedNanos[i] = now - mark;
      mark = now;
    }
    if (direction == Direction.INPUT) {
      turns.begin(document, runs, plan.turnWindow());
      failed = detectOverTurns(plan, failed);
    } else if (plan.turnWindow().turnsMax() > 0) {
      for (int i = 0; i < runs.size(); i++) {
        if (!direction.isOutput(runs.get(i).trust())) {
          turns.beginAlone(document, runs, i);
          failed = detectOverTurns(plan, failed);
        }
      }
    }
    if (sink.overflowed()) {
      failed = with(failed, "findings_max");
    }
    return new ScanResult(
        runs,
        sink.toList(),
        coverage(plan, skipped, failed),
        transforms,
        likelihoods,
        elapsedNanos);
  }

  /**
   * The parts of a turn once more, each alone: a caller chooses where they end, and a word glued to
   * the part before it would hide the beginning of what a signature looks for. The pieces of an
   * answer are one text, cut anywhere.
   */
  private List<String> detectAlone(
      Document document, TextRun run, ScanPlan plan, List<String> failedBefore) {
    List<String> failed = failedBefore;
    for (int i = 0; i < run.parts().length; i++) {
      String text = document.parts().get(run.parts()[i]).text();
      if (!text.isEmpty()) {
        sink.again(run.starts()[i]);
        subject.read(text, run.trust(), false);
        failed = detect(plan.detectors(), sink, failed);
      }
    }
    return failed;
  }

  /** The turns of a conversation, or the pieces of a text, once more, put together. */
  private List<String> detectOverTurns(ScanPlan plan, List<String> failedBefore) {
    List<String> failed = failedBefore;
    while (turns.next()) {
      subject.read(turns.text(), turns.trust(), false);
      failed = detect(plan.overTurns(), turns.found(), failed);
      if (!turns.report(sink)) {
        failed = with(failed, "findings_max");
      }
    }
    return failed;
  }

  private List<String> detect(
      List<Detector> detectors, FindingSink findings, List<String> failedBefore) {
    List<String> failed = failedBefore;
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        subject.pause().here();
        detector.detect(subject, findings);
      } catch (Pause.Stopped e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        failed = with(failed, detector.name());
      }
    }
    return failed;
  }

  private static Coverage coverage(ScanPlan plan, List<String> skipped, List<String> failed) {
    if (skipped.isEmpty() && failed.isEmpty()) {
      return plan.full();
    }
    List<String> ran = new ArrayList<>(plan.full().ran());
    ran.removeAll(failed);
    return new Coverage(ran, skipped, failed);
  }

  private static List<String> with(List<String> list, String name) {
    if (list.contains(name)) {
      return list;
    }
    List<String> longer = new ArrayList<>(list);
    longer.add(name);
    return longer;
  }
}
