package com.modalarmor.detect.pii;

/**
 * The ways in which libphonenumber's matcher takes a row of digit groups apart: at slashes,
 * brackets, dashes, dots and blanks, one kind at a time. Scratch; single-threaded.
 */
final class PhoneCuts {

  private char[] text;
  private int last;
  private boolean brackets;
  private boolean slashes;
  private boolean dots;
  private boolean blanks;

  /** Hyphens beside blanks, or dashes beyond ASCII. */
  private boolean dashes;

  /** Reads which separators stand between groups, and before them from {@code begin} on. */
  void read(char[] newText, int begin, PhoneRun run) {
    text = newText;
    last = run.end();
    brackets = false;
    slashes = false;
    dots = false;
    blanks = false;
    boolean hyphens = false;
    boolean wide = false;
    for (int i = begin; i < run.from(0); i++) {
      char c = text[i];
      brackets |= PhoneRun.lead(c);
      slashes |= c == '/';
      dots |= c == '.';
      blanks |= c == ' ';
      hyphens |= c == '-';
      wide |= c > 127;
    }
    for (int g = 1; g < run.groups(); g++) {
      for (int i = run.to(g - 1); i < run.from(g); i++) {
        char c = text[i];
        brackets |= c == '(' || c == ')' || c == '[' || c == ']';
        slashes |= c == '/';
        dots |= c == '.';
        blanks |= c == ' ';
        hyphens |= c == '-';
        wide |= c > 127;
      }
    }
    brackets |= wide;
    blanks |= wide;
    dashes = wide || (hyphens && blanks);
  }

  boolean brackets() {
    return brackets;
  }

  boolean slashes() {
    return slashes;
  }

  /** Offers all that may be a number in {@code [start, end)}, in the order of asking. */
  void offer(PhoneMatcher to, int group, int start, int end) {
    boolean more = end > last; // an extension, which may hold any separator
    to.offer(group, start, end);
    if (slashes) {
      atSlash(to, group, start, end);
    }
    if (brackets) {
      atBrackets(to, group, start, end);
    }
    if (dashes || more) {
      atDash(to, group, start, end);
    }
    if (dots || more) {
      between(to, group, start, end, true);
    }
    if (blanks || more) {
      between(to, group, start, end, false);
    }
  }

  private void atSlash(PhoneMatcher to, int group, int start, int end) {
    int slash = next(start, end, '/');
    if (slash < end) {
      to.offer(group, start, slash);
      while (slash < end && text[slash] == '/') {
        slash++;
      }
      to.offer(group, slash, end);
    }
  }

  private void atBrackets(PhoneMatcher to, int group, int start, int end) {
    int first = next(start, end, '(');
    int open = first;
    while (open < end) {
      if (open == first) {
        to.offer(group, start, open);
      }
      int close = next(open + 1, end, '(');
      to.offer(group, open, close);
      open = close;
    }
  }

  /** Parts before and after a hyphen beside a blank, and a long dash. */
  private void atDash(PhoneMatcher to, int group, int start, int end) {
    for (int i = start; i + 1 < end; i++) {
      boolean hyphen =
          (text[i] == '-' && PhoneText.space(text[i + 1]))
              || (text[i + 1] == '-' && PhoneText.space(text[i]));
      if (hyphen) {
        to.offer(group, start, i);
        to.offer(group, blanksEnd(i + 2, end), end);
        break;
      }
    }
    for (int i = start; i + 1 < end; i++) {
      if ((text[i] >= 0x2012 && text[i] <= 0x2015) || text[i] == 0xFF0D) {
        to.offer(group, start, i);
        to.offer(group, blanksEnd(i + 1, end), end);
        break;
      }
    }
  }

  /** Parts between dots, or between blanks. */
  private void between(PhoneMatcher to, int group, int start, int end, boolean atDots) {
    boolean first = true;
    int at = start;
    while (at < end) {
      if (!separates(at, atDots)) {
        at++;
        continue;
      }
      if (first) {
        to.offer(group, start, at);
        first = false;
      }
      while (at < end && separates(at, atDots)) {
        at++;
      }
      int from = atDots ? blanksEnd(at, end) : at;
      at = from;
      while (at < end && !separates(at, atDots)) {
        at++;
      }
      to.offer(group, from, at);
    }
  }

  private boolean separates(int at, boolean dot) {
    return dot ? text[at] == '.' : PhoneText.space(text[at]);
  }

  private int next(int from, int end, char sign) {
    int at = from;
    while (at < end && text[at] != sign) {
      at++;
    }
    return at;
  }

  private int blanksEnd(int from, int end) {
    int at = from;
    while (at < end && PhoneText.space(text[at])) {
      at++;
    }
    return at;
  }
}
