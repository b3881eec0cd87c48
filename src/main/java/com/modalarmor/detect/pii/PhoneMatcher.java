package com.modalarmor.detect.pii;

/**
 * Finds the numbers of one region in groups of digits, as libphonenumber's matcher does: all groups
 * as one number, else what lies between separators of one kind, from left to right. What may be a
 * number is gathered once for all regions, and without a string. Scratch; single-threaded.
 */
final class PhoneMatcher {

  /** More than there are ways to take a run apart. */
  private static final int CANDIDATES_MAX = 80;

  private static final int DIGITS_MIN = 3;
  private static final int LEAD_DIGITS = 5;
  private static final int NOT_READ = -1;

  private static final byte WITHOUT_PLUS = 0;
  private static final byte PLUS = 1;
  private static final byte VALID = 2;
  private static final byte INVALID = 3;

  private final char[] digits = new char[PhoneRun.GROUPS_MAX * (PhoneRun.GROUP_DIGITS_MAX + 1)];
  private final int[] digitAt = new int[PhoneRun.GROUPS_MAX + 1];

  /** By group from which on the text is searched: how many candidates there are, and which. */
  private final int[] counts = new int[PhoneRun.GROUPS_MAX];

  private final int[][] from = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] to = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] firstDigit = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];
  private final int[][] lastDigit = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];

  private final int[][] leads = new int[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];

  /** What is known of a candidate whatever the region. */
  private final byte[][] known = new byte[PhoneRun.GROUPS_MAX][CANDIDATES_MAX];

  private final PhoneCuts cuts = new PhoneCuts();
  private PhoneRun run;
  private char[] text;
  private int begin;
  private int bound;
  private int extensionEnd;
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
    for (int g = 0; g < run.groups(); g++) {
      digitAt[g] = count;
      counts[g] = NOT_READ;
      for (int i = run.from(g); i < run.to(g); i++) {
        digits[count++] = text[i];
      }
    }
    digitAt[run.groups()] = count;
    extensionEnd = PhoneText.extensionEnd(text, run.end(), bound);
    cuts.read(text, begin, run);
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
    gather(group, index);
    byte[] seen = known[group];
    for (int i = 0; i < counts[group]; i++) {
      byte state = seen[i];
      int first = firstDigit[group][i];
      int last = lastDigit[group][i];
      boolean found = state == VALID;
      if (state == PLUS || (state == WITHOUT_PLUS && likely.holds(leads[group][i], last - first))) {
        found = PhonePlans.ALL.valid(plan, state == PLUS, digits, first, last);
        if (state == PLUS && PhonePlans.ALL.known(digits, first, last)) {
          seen[i] = found ? VALID : INVALID;
        }
      }
      if (found) {
        matchStart = from[group][i];
        matchEnd = to[group][i];
        return true;
      }
    }
    return false;
  }

  /** True when so many digits may be a number that only a word beside them tells. */
  boolean holds(PhoneRun.Plan likely) {
    gather(0, begin);
    for (int i = 0; i < counts[0]; i++) {
      if (likely.holds(leads[0][i], lastDigit[0][i] - firstDigit[0][i])) {
        return true;
      }
    }
    return false;
  }

  /** Gathers what may be a number from a group on, once. */
  private void gather(int group, int index) {
    if (counts[group] != NOT_READ) {
      return;
    }
    counts[group] = 0;
    int start = PhoneText.leadStart(text, index, run.from(group));
    boolean dated = cuts.slashes() && PhoneText.date(text, start, extensionEnd);
    if (!dated && !PhoneText.moment(text, start, extensionEnd, bound)) {
      cuts.offer(this, group, start, extensionEnd);
    }
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

  /** Keeps a part unless something other than a numbering plan speaks against it. */
  void offer(int group, int start, int newEnd) {
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
        || (cuts.brackets()
            && !(PhoneText.matched(text, start, end) && !PhoneText.pages(text, start, end)))) {
      return;
    }
    int slot = counts[group];
    if (slot < CANDIDATES_MAX) {
      from[group][slot] = start;
      to[group][slot] = end;
      firstDigit[group][slot] = digitAt[first];
      lastDigit[group][slot] = digitAt[last];
      leads[group][slot] = lead(digitAt[first], digitAt[last]);
      known[group][slot] = plus(start) ? PLUS : WITHOUT_PLUS;
      counts[group] = slot + 1;
    }
  }
}
