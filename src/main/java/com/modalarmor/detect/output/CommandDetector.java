package com.modalarmor.detect.output;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.LiteralPasses;
import com.modalarmor.detect.Subject;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.function.Supplier;

/**
 * Finds commands of a shell and of SQL that destroy or carry out: a note for applications that run
 * what the model says, scored below every shipped threshold. Misses what is put together from
 * pieces; example: {@code rm -rf /}. Immutable.
 */
public final class CommandDetector implements Detector {

  public static final String NAME = "dangerous_command";

  static final float SCORE = 0.45f;

  private final MultiPattern commands;
  private final LiteralPasses passes;

  public CommandDetector() {
    this(MultiPattern.compile(Commands.load()), LiteralPasses.APART);
  }

  private CommandDetector(MultiPattern commands, LiteralPasses passes) {
    this.commands = commands;
    this.passes = passes;
  }

  /** The same, its literals looked for together with those of others. */
  public CommandDetector sharing(LiteralPasses others) {
    return new CommandDetector(commands, others);
  }

  /** What it looks for. */
  public MultiPattern patterns() {
    return commands;
  }

  /** Working memory of one thread. */
  private static final class Scratch {

    private MultiPattern patterns;
    private MatchScratch matches;

    MatchScratch of(MultiPattern asked) {
      if (patterns != asked) {
        patterns = asked;
        matches = asked.newScratch();
      }
      return matches;
    }
  }

  private static final Supplier<Scratch> NEW_SCRATCH = Scratch::new;

  @Override
  public String name() {
    return NAME;
  }

  /** A note about the whole answer: a stream does not wait for it. */
  @Override
  public boolean weighsWhole() {
    return true;
  }

  @Override
  public int settledTo(Subject subject) {
    return subject.text().length();
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    MatchScratch scratch = subject.scratch(Scratch.class, NEW_SCRATCH).of(commands);
    View view = subject.views().folded();
    int hits = subject.scanFolded(commands, scratch, passes);
    if (scratch.truncated()) {
      throw new IllegalStateException("command scan gave up"); // counts as a failed detector
    }
    for (int i = 0; i < hits; i++) {
      int start = view.originalStart(scratch.startAt(i));
      int end = view.originalEnd(scratch.endAt(i), subject.text());
      sink.add(FindingType.UNSAFE_OUTPUT, NAME, SCORE, Severity.LOW, start, end);
    }
  }
}
