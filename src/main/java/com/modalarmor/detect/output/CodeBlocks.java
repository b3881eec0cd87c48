package com.modalarmor.detect.output;

import java.util.Arrays;

/**
 * Where a text shows code rather than being it: fenced blocks and spans between back quotes, as
 * Markdown renders them. Scratch, filled again for each text; single-threaded.
 */
final class CodeBlocks {

  private int[] ranges = new int[16];
  private int count;

  void read(String text) {
    count = 0;
    if (text.indexOf('`') < 0 && text.indexOf('~') < 0) {
      return;
    }
    int line = 0;
    int open = -1;
    char mark = 0;
    while (line < text.length()) {
      int end = text.indexOf('\n', line);
      end = end < 0 ? text.length() : end;
      char fence = fence(text, line, end);
      if (open < 0 && fence != 0) {
        open = line;
        mark = fence;
      } else if (open >= 0 && fence == mark) {
        add(open, end);
        open = -1;
      } else if (open < 0) {
        spans(text, line, end);
      }
      line = end + 1;
    }
    if (open >= 0) {
      add(open, text.length());
    }
  }

  private static char fence(String text, int from, int to) {
    int i = from;
    while (i < to && i - from < 4 && text.charAt(i) == ' ') {
      i++;
    }
    char mark = i < to ? text.charAt(i) : 0;
    boolean fence = (mark == '`' || mark == '~') && i + 2 < to;
    return fence && text.charAt(i + 1) == mark && text.charAt(i + 2) == mark ? mark : 0;
  }

  private void spans(String text, int from, int to) {
    int open = -1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '`') {
        if (open >= 0) {
          add(open, i + 1);
          open = -1;
        } else {
          open = i;
        }
      }
    }
  }

  private void add(int start, int end) {
    if (count + 2 > ranges.length) {
      ranges = Arrays.copyOf(ranges, count * 2);
    }
    ranges[count++] = start;
    ranges[count++] = end;
  }

  boolean hold(int place) {
    int low = 0;
    int high = count / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (place < ranges[middle * 2]) {
        high = middle - 1;
      } else if (place >= ranges[middle * 2 + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
