package com.modalarmor.detect.pii;

/**
 * Finds the numbers of one region in groups of digits, as libphonenumber's matcher does: all groups
 * as one number, else what lies between separators of one kind, from left to right. What may be a
 * number is gathered once for all regions, and without a string. Scratch; single-threaded.
 */
final class PhoneMatcher {

  /** Characters of one number with its lead and extension. */
  private static final int CANDIDATES_MAX = 96;

  private static final int DIGITS_MIN = 3;
  private static final int LEAD_DIGITS = 5;
  private static final int NOT_READ = -1;

  private final char[] digits = new char[PhoneRun.GROUPS_MAX * (PhoneRun.GROUP_DIGITS_MAX + 1)];
  private final int[] digitAt = new int[PhoneRun.GROUPS_MAX + 1];

  /** By group from which on the text is searched: how many candidates there are, and which. */
  private final int[] counts = new int[PhoneRun.GROUPS_MAX];

  private final int[][] from = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] to = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] firstDigit = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] lastDigit = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];

  private PhoneRun run;
  private char[] text;
  private int begin;
  private int bound;
  private int extensionEnd;
  private boolean brackets;
  private int matchStart;
  private int matchEnd;

  /**
   * Reads a run of groups.
   *
   * @param newBegin where the text before the first group begins that counts
   * @param newBound where the text after the last one ends
   */
  void read(char[] newText, int newBegin, int newBound, PhoneRun newRun) {
    text = newText;
    begin = newBegin;
    bound = newBound;
    run = newRun;
    int count = 0;
    brackets = false;
    for (int g = 0; g < run.groups(); g++) {
      digitAt[g] = count;
      counts[g] = NOT_READ;
      for (int i = run.from(g); i < run.to(g); i++) {
        digits[count++] = text[i];
      }
    }
    digitAt[run.groups()] = count;
    for (int i = begin; i < run.end(); i++) {
      brackets |= text[i] == '(' || text[i] == ')' || text[i] == '[' || text[i] == ']' || text[i] > 127;
    }
    extensionEnd = PhoneText.extensionEnd(text, run.end(), bound);
  }

  int start() {
    return matchStart;
  }

  int end() {
    return matchEnd;
  }

  /**
   * Finds the next number of the plan from a place on, which is the beginning or the end of a
   * number.
   *
   * @param likely which digits are asked about when no plus stands before them
   */
  boolean find(int index, PhonePlan plan, PhoneRun.Plan likely) {
    int group = 0;
    while (group < run.groups() && run.from(group) < index) {
      group++;
    }
    if (group == run.groups()) {
      return false;
    }
    if (counts[group] == NOT_READ) {
      counts[group] = 0;
      gather(group, PhoneText.leadStart(text, index, run.from(group)));
    }
    for (int i = 0; i < counts[group]; i++) {
      int start = from[group][i];
      int first = firstDigit[group][i];
      int last = lastDigit[group][i];
      boolean plus = plus(start);
      if ((plus || likely.holds(lead(first, last), last - first))
          && PhonePlans.ALL.valid(plan, plus, digits, first, last)) {
        matchStart = start;
        matchEnd = to[group][i];
        return true;
      }
    }
    return false;
  }

  /** True when so many digits may be a number that only a word beside them tells. */
  boolean holds(PhoneRun.Plan likely) {
    if (counts[0] == NOT_READ) {
      counts[0] = 0;
      gather(0, PhoneText.leadStart(text, begin, run.from(0)));
    }
    for (int i = 0; i < counts[0]; i++) {
      int first = firstDigit[0][i];
      int last = lastDigit[0][i];
      if (likely.holds(lead(first, last), last - first)) {
        return true;
      }
    }
    return false;
  }

  private boolean plus(int start) {
    for (int i = start; !Units.digit(text[i]); i++) {
      if (PhoneText.plus(text[i])) {
        return true;
      }
    }
    return false;
  }

  /** A plus, and after something else another one: no number begins so. */
  private boolean twoPluses(int start) {
    int at = start;
    boolean plus = false;
    for (; !Units.digit(text[at]); at++) {
      if (PhoneText.plus(text[at])) {
        if (plus && !PhoneText.plus(text[at - 1])) {
          return true;
        }
        plus = true;
      }
    }
    return false;
  }

  private int lead(int first, int last) {
    int lead = 0;
    for (int i = first; i < first + LEAD_DIGITS; i++) {
      lead = lead * 10 + (i < last ? digits[i] - '0' : 0);
    }
    return lead;
  }

  /** Gathers all that may be a number in what begins at {@code start}, in the order of asking. */
  private void gather(int group, int start) {
    int end = extensionEnd;
    if (PhoneText.date(text, start, end) || PhoneText.moment(text, start, end, bound)) {
      return;
    }
    offer(group, start, end);
    int slash = next(start, end, '/');
    if (slash < end) {
      offer(group, start, slash);
      while (slash < end && text[slash] == '/') {
        slash++;
      }
      offer(group, slash, end);
    }
    for (int open = next(start, end, '('), first = open; open < end; ) {
      if (open == first) {
        offer(group, start, open);
      }
      int close = next(open + 1, end, '(');
      offer(group, open, close);
      open = close;
    }
    atDash(group, start, end);
    between(group, start, end, true);
    between(group, start, end, false);
  }

  /** Parts before and after a hyphen beside a blank, and a long dash. */
  private void atDash(int group, int start, int end) {
    for (int i = start; i + 1 < end; i++) {
      boolean hyphen =
          (text[i] == '-' && PhoneText.space(text[i + 1]))
              || (text[i + 1] == '-' && PhoneText.space(text[i]));
      if (hyphen) {
        offer(group, start, i);
        offer(group, blanksEnd(i + 2, end), end);
        break;
      }
    }
    for (int i = start; i + 1 < end; i++) {
      if ((text[i] >= 0x2012 && text[i] <= 0x2015) || text[i] == 0xFF0D) {
        offer(group, start, i);
        offer(group, blanksEnd(i + 1, end), end);
        break;
      }
    }
  }

  /** Parts between dots, or between blanks. */
  private void between(int group, int start, int end, boolean dots) {
    boolean first = true;
    int at = start;
    while (at < end) {
      if (!separates(at, dots)) {
        at++;
        continue;
      }
      if (first) {
        offer(group, start, at);
        first = false;
      }
      while (at < end && separates(at, dots)) {
        at++;
      }
      int from = dots ? blanksEnd(at, end) : at;
      at = from;
      while (at < end && !separates(at, dots)) {
        at++;
      }
      offer(group, from, at);
    }
  }

  private boolean separates(int at, boolean dots) {
    return dots ? text[at] == '.' : PhoneText.space(text[at]);
  }

  private int next(int from, int to, char sign) {
    int at = from;
    while (at < to && text[at] != sign) {
      at++;
    }
    return at;
  }

  private int blanksEnd(int from, int to) {
    int at = from;
    while (at < to && PhoneText.space(text[at])) {
      at++;
    }
    return at;
  }

  /** Keeps a part unless something other than a numbering plan speaks against it. */
  private void offer(int group, int start, int newEnd) {
    int end = newEnd;
    while (end > start && !Units.alphanumeric(text[end - 1]) && text[end - 1] != '#') {
      end--;
    }
    int first = group;
    while (first < run.groups() && run.from(first) < start) {
      first++;
    }
    int last = run.groups();
    while (last > first && run.to(last - 1) > end) {
      last--;
    }
    if (last == first || (end > run.end() && end != extensionEnd)) {
      return;
    }
    last -= end == run.to(last - 1) && last - 1 > first && run.isExtension(last - 1) ? 1 : 0;
    int count = digitAt[last] - digitAt[first];
    if (count < DIGITS_MIN
        || count > PhonePlans.DIGITS_MAX
        || run.crossed(start, last)
        || twoPluses(start)
        || (start > begin && !PhoneText.lead(text[start]) && PhoneText.refuses(text[start - 1]))
        || (end < bound && PhoneText.refuses(text[end]))
        || (brackets && !(PhoneText.matched(text, start, end) && !PhoneText.pages(text, start, end)))) {
      return;
    }
    int slot = counts[group];
    if (slot < CANDIDATES_MAX) {
      from[group][slot] = start;
      to[group][slot] = end;
      firstDigit[group][slot] = digitAt[first];
      lastDigit[group][slot] = digitAt[last];
      counts[group] = slot + 1;
    }
  }
}
