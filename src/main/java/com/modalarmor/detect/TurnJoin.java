package com.modalarmor.detect;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.TextRun;
import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * Reads the turns of a conversation as one text, so that an attack that is split over turns, or
 * over the strings of a tool's result, is seen. Up to four readings:
 *
 * <ol>
 *   <li>what the caller's side wrote (user, retrieved, tool), one after another;
 *   <li>the same with the model's turns between, when there are any;
 *   <li>the values of assignments ({@code a=…}), put together with spaces,
 *   <li>and without.
 * </ol>
 *
 * A long text takes part with its ends alone: what is inside it was seen when it was read alone.
 * Only what lies across a seam is reported, at each of the texts it touches, and only when none of
 * them showed an attack there by itself. Scratch: one per scanner.
 */
final class TurnJoin {

  /** Characters of each end of a long text that take part. */
  static final int END_CHARS = 200;

  private static final int FINDINGS_MAX = 256;

  /** From here on an attack counts as seen in a text read alone. */
  private static final float SEEN_SCORE = 0.5f;

  /** A statistical detector has to be this sure: a join is not a text that it was made for. */
  private static final float SURE_SCORE = 0.9f;

  private enum Reading {
    CALLER,
    ALL,
    SPACED,
    GLUED,
    DONE;

    private static final Reading[] ALL_OF_THEM = values();

    Reading following() {
      return ALL_OF_THEM[ordinal() + 1];
    }
  }

  private final FindingSink found = new FindingSink(FINDINGS_MAX);
  private final JoinedText joined = new JoinedText();
  private final Assignments assignments = new Assignments();
  private Document document;
  private List<TextRun> runs = List.of();
  private int firstRun;
  private boolean modelSpoke;
  private Reading next = Reading.DONE;
  private Trust trust = Trust.USER;

  /** Takes the runs of a document; nothing is read yet. */
  void begin(Document newDocument, List<TextRun> newRuns, TurnWindow window) {
    document = newDocument;
    runs = newRuns;
    firstRun = runs.size();
    modelSpoke = false;
    int turns = 0;
    int lastTurn = -1;
    int chars = 0;
    for (int i = runs.size() - 1; i >= 0; i--) {
      int turn = turn(i);
      if (turn < 0) {
        continue;
      }
      boolean model = runs.get(i).trust() == Trust.MODEL;
      if (!model && turn != lastTurn) {
        turns++;
        lastTurn = turn;
      }
      chars += Math.min(runs.get(i).text().length(), 2 * END_CHARS) + 1;
      if (turns > window.turnsMax() || chars > window.charsMax()) {
        break;
      }
      modelSpoke |= model;
      firstRun = i;
    }
    next = firstRun < runs.size() ? Reading.CALLER : Reading.DONE;
  }

  private int turn(int run) {
    Part first = document.parts().get(runs.get(run).parts()[0]);
    return first.turn();
  }

  /** Prepares the next reading that is worth it; false when there is none. */
  boolean next() {
    while (next != Reading.DONE) {
      Reading reading = next;
      next = reading.following();
      joined.clear();
      switch (reading) {
        case CALLER -> join(false);
        case ALL -> {
          if (modelSpoke) {
            join(true);
          }
        }
        case SPACED -> {
          assign();
          if (assignments.found()) {
            assignments.assemble(" ", joined);
          }
        }
        case GLUED -> {
          if (assignments.found()) {
            assignments.assemble("", joined);
          }
        }
        case DONE -> {}
      }
      if (joined.pieces() >= 2) {
        found.clear();
        return true;
      }
    }
    document = null;
    runs = List.of();
    return false;
  }

  private void join(boolean withModel) {
    trust = null;
    for (int i = firstRun; i < runs.size(); i++) {
      TextRun run = runs.get(i);
      if (turn(i) < 0 || (!withModel && run.trust() == Trust.MODEL)) {
        continue;
      }
      if (run.trust() != Trust.MODEL) {
        trust = trust == null || trust == run.trust() ? run.trust() : Trust.USER;
      }
      String text = run.text();
      int length = text.length();
      if (length <= 2 * END_CHARS) {
        joined.add("\n", i, text, 0, length, false);
      } else {
        joined.add("\n", i, text, 0, whole(text, END_CHARS), false);
        joined.add("\n", i, text, whole(text, length - END_CHARS), length, true);
      }
    }
    trust = trust == null ? Trust.USER : trust;
  }

  private void assign() {
    assignments.clear();
    for (int i = firstRun; i < runs.size(); i++) {
      TextRun run = runs.get(i);
      if (turn(i) >= 0 && run.trust() != Trust.MODEL) {
        String text = run.text();
        int length = text.length();
        int head = Math.min(length, 2 * END_CHARS);
        assignments.read(i, text, 0, head);
        assignments.readOrder(text, 0, head);
        assignments.readOrder(text, Math.max(head, length - END_CHARS), length);
      }
    }
  }

  /** Not between the halves of a pair. */
  private static int whole(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  String text() {
    return joined.text();
  }

  /** Of the caller's side: one trust when it is all of one kind. */
  Trust trust() {
    return trust;
  }

  /** Where detectors put what they find in the current reading. */
  FindingSink found() {
    return found;
  }

  /** Reports what is new in the current reading; false when it was more than could be kept. */
  boolean report(FindingSink sink) {
    int known = sink.size();
    for (int i = 0; i < found.size(); i++) {
      Finding finding = found.at(i);
      boolean sure = finding.score() >= SURE_SCORE || finding.detector().startsWith("signature:");
      if (sure && finding.type().category() == Category.ATTACK) {
        report(finding, sink, known);
      }
    }
    return !found.overflowed();
  }

  private void report(Finding finding, FindingSink sink, int known) {
    int first = joined.firstPiece(finding.start());
    int after = joined.afterPiece(first, finding.end());
    if (after - first < 2 || joined.hasGap(first, after)) {
      return;
    }
    for (int i = first; i < after; i++) {
      if (seen(finding, i, sink, known)) {
        return;
      }
    }
    for (int i = first; i < after; i++) {
      int run = joined.run(i);
      sink.part(run);
      sink.indirect(isIndirect(runs.get(run).trust()));
      sink.add(
          finding.type(),
          finding.detector(),
          finding.score(),
          finding.severity(),
          joined.originalStart(i, finding.start()),
          joined.originalEnd(i, finding.end()));
    }
  }

  static boolean isIndirect(Trust trust) {
    return trust == Trust.RETRIEVED || trust == Trust.TOOL;
  }

  /** True when the text of that piece showed an attack at the same place by itself. */
  private boolean seen(Finding finding, int piece, FindingSink sink, int known) {
    int run = joined.run(piece);
    int start = joined.originalStart(piece, finding.start());
    int end = joined.originalEnd(piece, finding.end());
    for (int i = 0; i < known; i++) {
      Finding other = sink.at(i);
      if (other.part() == run
          && other.score() >= SEEN_SCORE
          && other.type().category() == Category.ATTACK
          && other.start() < end
          && start < other.end()) {
        return true;
      }
    }
    return false;
  }
}
