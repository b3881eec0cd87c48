package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeStarts;
import java.util.Arrays;

/**
 * What may stand around a separator, by the separator and by what stands before it: most separators
 * of a text need nothing to be tried. Filled at load, then only read; shared between threads.
 */
final class SeparatorTable {

  private static final int ASCII = 128;

  /** By separator, and by the word units before it, the shapes that may stand around it. */
  private final int[][][] shapes = new int[ASCII][][];

  private final Finder[][] finders = new Finder[ASCII][0];

  /** By separator: characters of ASCII after which something may stand around it. */
  private final boolean[][] openAfter = new boolean[ASCII][];

  /**
   * Adds a shape.
   *
   * @param heads bit k: it may have k word units before the separator
   */
  void add(char separator, int shape, int heads) {
    if (shapes[separator] == null) {
      shapes[separator] = new int[ShapeStarts.RUN_MAX + 1][0];
    }
    int[][] byHead = shapes[separator];
    for (int head = 0; head < byHead.length; head++) {
      if ((heads >>> head & 1) != 0) {
        byHead[head] = Arrays.copyOf(byHead[head], byHead[head].length + 1);
        byHead[head][byHead[head].length - 1] = shape;
      }
    }
    openAfter[separator] = openAfter(separator);
  }

  void add(char separator, Finder finder) {
    Finder[] all = Arrays.copyOf(finders[separator], finders[separator].length + 1);
    all[all.length - 1] = finder;
    finders[separator] = all;
    openAfter[separator] = openAfter(separator);
  }

  private boolean[] openAfter(char separator) {
    int[][] byHead = shapes[separator];
    boolean alone = byHead != null && byHead[0].length > 0;
    boolean headed = false;
    for (int head = 1; byHead != null && head < byHead.length; head++) {
      headed |= byHead[head].length > 0;
    }
    boolean[] open = new boolean[ASCII];
    for (char c = 0; c < ASCII; c++) {
      open[c] = Units.spacedWord(c) ? headed : alone;
      for (Finder finder : finders[separator]) {
        open[c] |= finder.mayFollow(c);
      }
    }
    return open;
  }

  /** True when something may stand around the separator. */
  boolean asks(char separator) {
    return openAfter[separator] != null;
  }

  /** Tries what may stand around the separator at {@code at}. */
  void at(PiiEngine engine, PiiScan scan, char separator, int at) {
    char before = at > 0 ? scan.text[at - 1] : ' ';
    if (before < ASCII && !openAfter[separator][before]) {
      return;
    }
    int[][] byHead = shapes[separator];
    if (byHead != null) {
      int head = 0;
      while (head < ShapeStarts.RUN_MAX
          && at > head
          && Units.spacedWord(scan.text[at - head - 1])) {
        head++;
      }
      for (int shape : byHead[head]) {
        engine.tryShape(scan, shape, at - head);
      }
    }
    for (Finder finder : finders[separator]) {
      if (at > 0 && finder.mayFollow(before)) {
        finder.at(scan, at, at + 1);
      }
    }
  }
}
