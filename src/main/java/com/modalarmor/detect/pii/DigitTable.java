package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeSet;
import com.modalarmor.detect.match.ShapeStarts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which shapes may stand around a run of digits, by the letters before it, its length and what
 * follows: most runs of a text need to try none or few. Immutable.
 */
final class DigitTable {

  private static final int ASCII = 128;
  private static final int RUN_MAX = ShapeStarts.RUN_MAX;

  /** Word units before a run that are told apart. */
  private static final int HEAD_MAX = 20;

  private final ShapeSet shapes;

  /** By run length and the class of what follows: shapes that start with the run. */
  private final int[][][] plain = new int[RUN_MAX + 1][][];

  /** The same for shapes that may start after a letter; by run length. */
  private final int[][] glued = new int[RUN_MAX + 1][];

  /** Shapes that may start within a run; bit n: n digits before its end. */
  private final int[] within;

  private final int[] withinRuns;

  /** By letters before the run and run length. */
  private final int[][][] headed = new int[HEAD_MAX + 1][RUN_MAX + 1][];

  /** The same for shapes that may start after a letter. */
  private final int[][][] gluedHeads = new int[HEAD_MAX + 1][RUN_MAX + 1][];

  private final int gluedHeadMax;

  /** By letters before the run and run length: no shape has both but where a word begins. */
  private final boolean[][] quiet = new boolean[HEAD_MAX + 1][RUN_MAX + 1];

  /** By the class of the unit before the run: shapes with separators before their first digit. */
  private final int[][] separated;

  /** The same by the unit itself, and whether it is one of a word; of ASCII. */
  private final int[][] separatedAscii = new int[ASCII][];

  private final boolean[] wordAscii = new boolean[ASCII];

  private final int[] separatedHeads;

  DigitTable(ShapeSet shapes, List<Integer> members) {
    this.shapes = shapes;
    ShapeStarts starts = new ShapeStarts(shapes);
    int count = shapes.size();
    int[] heads = new int[count];
    boolean[] opens = new boolean[count];
    boolean[][][] after = new boolean[count][][];
    int[][] runs = new int[count][HEAD_MAX + 1];
    separatedHeads = new int[count];
    List<Integer> inside = new ArrayList<>();
    int gluedMax = 0;
    for (int shape : members) {
      heads[shape] = starts.wordHeads(shape);
      opens[shape] = starts.opensAtBoundary(shape);
      after[shape] = starts.afterRuns(shape);
      for (int head = 0; head <= HEAD_MAX; head++) {
        runs[shape][head] = (heads[shape] >>> head & 1) == 0 ? 0 : starts.digitRuns(shape, head);
      }
      separatedHeads[shape] = starts.otherHeads(shape);
      if (!opens[shape]) {
        if ((heads[shape] & 1) != 0 && starts.opensAfterDigit(shape)) {
          inside.add(shape);
        }
        gluedMax = Math.max(gluedMax, 31 - Integer.numberOfLeadingZeros(heads[shape] | 1));
      }
    }
    gluedHeadMax = Math.min(gluedMax, HEAD_MAX);
    within = array(inside, shape -> true);
    withinRuns = inside.stream().mapToInt(shape -> runs[shape][0]).toArray();
    for (int n = 1; n <= RUN_MAX; n++) {
      int run = n;
      plain[n] = new int[shapes.classes() + 1][];
      for (int c = 0; c <= shapes.classes(); c++) {
        int next = c;
        plain[n][c] =
            array(
                members,
                shape ->
                    opens[shape]
                        && (runs[shape][0] >>> run & 1) != 0
                        && (run == RUN_MAX || after[shape][run][next]));
      }
      glued[n] = array(members, shape -> !opens[shape] && (runs[shape][0] >>> run & 1) != 0);
      quiet[0][n] = glued[n].length == 0 && within.length == 0;
      for (int h = 1; h <= HEAD_MAX; h++) {
        int head = h;
        headed[h][n] =
            array(members, shape -> opens[shape] && (runs[shape][head] >>> run & 1) != 0);
        gluedHeads[h][n] =
            array(members, shape -> !opens[shape] && (runs[shape][head] >>> run & 1) != 0);
        quiet[h][n] = quiet[h - 1][n] && gluedHeads[h][n].length == 0;
      }
    }
    separated = new int[shapes.classes()][];
    for (int c = 0; c < separated.length; c++) {
      int before = c;
      separated[c] =
          array(
              members, shape -> separatedHeads[shape] != 0 && starts.otherHeadEnds(shape, before));
    }
    for (char c = 0; c < ASCII; c++) {
      separatedAscii[c] = separated[shapes.classOf(c)];
      wordAscii[c] = shapes.isWord(c);
    }
  }

  private static int[] array(List<Integer> members, IntPredicate chosen) {
    return members.stream().mapToInt(shape -> shape).filter(chosen).toArray();
  }

  /**
   * True when the digits stand between letters of a word, {@code a1b}, and no shape of that length
   * stands there.
   */
  boolean inWord(char[] text, int length, int from, int to, int before) {
    int head = from - before;
    if (before == 0
        || head == 0
        || head > HEAD_MAX
        || to == length
        || !Units.letter(text[to])
        || text[to] == 'x' // as in 12x34, which is a number with an extension
        || !quiet[head][Math.min(to - from, RUN_MAX)]) {
      return false;
    }
    for (int i = before; i < from; i++) {
      if (!Units.letter(text[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tries what may stand around the digits {@code [from, to)}.
   *
   * @param before where the run of digits before ends
   */
  void at(PiiEngine engine, PiiScan scan, int from, int to, int before) {
    int run = Math.min(to - from, RUN_MAX);
    char[] text = scan.text;
    int head = 0;
    while (head < HEAD_MAX && from - head > before && word(text[from - head - 1])) {
      head++;
    }
    if (from - before == head && before > 0 && quiet[head][run] && ascii(text, before, from)) {
      return; // within a word, where nothing of that length stands
    }
    if (from - before > head) {
      separated(engine, scan, from, before, head);
    }
    if (head == 0 && (from == 0 || !word(text[from - 1]))) {
      int after = to == scan.length ? 0 : shapes.classOf(text[to]) + 1;
      tryAll(engine, scan, plain[run][after], from);
      tryAll(engine, scan, glued[run], from);
    } else {
      if (head > 0 && !continues(text, from - head)) {
        tryAll(engine, scan, headed[head][run], from - head);
      }
      for (int h = Math.min(head, gluedHeadMax); h > 0; h--) {
        tryAll(engine, scan, gluedHeads[h][run], from - h);
      }
      if (head > 0 && !Units.spacedWord(text[from - 1])) {
        // Some shapes may stand next to the letters of a script without spaces.
        tryAll(
            engine, scan, plain[run][to == scan.length ? 0 : shapes.classOf(text[to]) + 1], from);
      }
      tryAll(engine, scan, glued[run], from);
    }
    for (int i = 0; i < within.length; i++) {
      within(engine, scan, i, from, to);
    }
  }

  private boolean word(char c) {
    return c < ASCII ? wordAscii[c] : shapes.isWord(c);
  }

  private static boolean ascii(char[] text, int from, int to) {
    return from < to && text[from] < ASCII && text[to - 1] < ASCII;
  }

  /** True where a word of ASCII goes on, so that nothing opens there that asks for a boundary. */
  private static boolean continues(char[] text, int at) {
    return at > 0 && text[at - 1] < 128 && Units.word(text[at - 1]) && text[at] < 128;
  }

  private void within(PiiEngine engine, PiiScan scan, int index, int from, int to) {
    int shape = within[index];
    int runs = withinRuns[index];
    for (int start = Math.max(from + 1, scan.done(shape)); start < to; start++) {
      if ((runs >>> Math.min(to - start, RUN_MAX) & 1) != 0
          && engine.tryShape(scan, shape, start)) {
        start = scan.done(shape) - 1;
      }
    }
  }

  /** Tries shapes with more before the run than the {@code head} word units right before it. */
  private void separated(PiiEngine engine, PiiScan scan, int from, int before, int head) {
    char last = scan.text[from - 1];
    int[] candidates = last < ASCII ? separatedAscii[last] : separated[shapes.classOf(last)];
    for (int shape : candidates) {
      int heads = separatedHeads[shape];
      for (int h = Math.min(RUN_MAX, from - before); h > head; h--) {
        if ((heads >>> h & 1) != 0 && engine.tryShape(scan, shape, from - h)) {
          break;
        }
      }
    }
  }

  private static void tryAll(PiiEngine engine, PiiScan scan, int[] candidates, int start) {
    for (int shape : candidates) {
      engine.tryShape(scan, shape, start);
    }
  }
}
