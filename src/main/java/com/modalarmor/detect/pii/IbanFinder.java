package com.modalarmor.detect.pii;

/**
 * Finds international bank account numbers around their two check digits: groups of four, ISO 7064
 * MOD 97,10 and the structure of the country. Immutable; thread-safe.
 */
final class IbanFinder implements Finder {

  private static final int GROUPS_MIN = 2;
  private static final int GROUPS_MAX = 6;
  private static final int GROUP = 4;
  private static final int TAIL_MAX = 3;

  /** With a separator before each group. */
  static final int LENGTH_MAX = 4 + (GROUPS_MAX + 1) * (GROUP + 1) + 1 + TAIL_MAX;

  /** Of one in lower case: against the rule, if valid. */
  private static final float LOWER_CASE = 0.5f;

  private final int entity;
  private final int slot;

  IbanFinder(int entity, int slot) {
    this.entity = entity;
    this.slot = slot;
  }

  @Override
  public boolean withinWords() {
    return true;
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    char[] text = scan.text;
    int start = from - 2;
    if (to - from < 2
        || start < scan.done(slot)
        || !Units.letter(text[start])
        || Units.upper(text[start]) != Units.upper(text[start + 1])
        || !Units.letter(text[start + 1])
        || (start > 0 && member(text[start - 1], !Units.upper(text[start])))) {
      return;
    }
    boolean lower = !Units.upper(text[start]);
    int groups = 0;
    int end = from + 2;
    int[] ends = new int[GROUPS_MAX + 2];
    ends[0] = end;
    while (groups <= GROUPS_MAX && group(scan, end, GROUP, lower) > 0) {
      end = group(scan, end, GROUP, lower);
      ends[++groups] = end;
    }
    for (int first = Math.min(groups, GROUPS_MAX); first >= GROUPS_MIN; first--) {
      for (int second = first < groups ? first + 1 : first; second >= first; second--) {
        for (int tail = TAIL_MAX; tail >= 0; tail--) {
          int last = tail == 0 ? ends[second] : group(scan, ends[second], tail, lower);
          if (last > 0 && (last == scan.length || !member(text[last], lower))) {
            scan.done(slot, last);
            report(scan, start, last, ends[second], ends[first]);
            return;
          }
        }
      }
    }
  }

  /** The end of {@code size} characters after at most one separator, or -1. */
  private static int group(PiiScan scan, int from, int size, boolean lower) {
    int at = from;
    if (at < scan.length && (scan.text[at] == ' ' || scan.text[at] == '-')) {
      at++;
    }
    if (at + size > scan.length) {
      return -1;
    }
    for (int i = at; i < at + size; i++) {
      if (!member(scan.text[i], lower)) {
        return -1;
      }
    }
    return at + size;
  }

  /** True when what stands in {@code [from, to)} may be the beginning of a number. */
  static boolean open(char[] text, int from, int to) {
    if (from > 0 && (Units.digit(text[from - 1]) || Units.upper(text[from - 1]))) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text[i];
      boolean fits =
          i < from + 2
              ? Units.letter(c)
              : i < from + 4 ? Units.digit(c) : Units.alphanumeric(c) || c == ' ' || c == '-';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private void report(PiiScan scan, int start, int... ends) {
    for (int end : ends) {
      if (valid(scan.text, start, end)) {
        scan.hit(entity, start, end, Units.upper(scan.text[start]) ? 1f : LOWER_CASE);
        return;
      }
    }
  }

  private static boolean member(char c, boolean lower) {
    return Units.digit(c) || (lower ? c >= 'a' && c <= 'z' : Units.upper(c));
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  static boolean valid(char[] text, int start, int end) {
    String structure = IbanCountries.structure(upper(text[start]), upper(text[start + 1]));
    if (structure == null) {
      return false;
    }
    int place = 0;
    int rest = 0;
    for (int i = start + 4; i < end; i++) {
      char c = upper(text[i]);
      if (c == ' ' || c == '-') {
        continue;
      }
      if (place < structure.length() && !fits(structure.charAt(place), c)) {
        return false;
      }
      place++;
      rest = add(rest, c);
    }
    if (place < structure.length()) {
      return false;
    }
    for (int i = start; i < start + 4; i++) {
      rest = add(rest, upper(text[i]));
    }
    return rest == 1;
  }

  private static int add(int rest, char c) {
    return Units.digit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
  }

  private static boolean fits(char kind, char c) {
    return kind == 'c' || (kind == 'n') == Units.digit(c);
  }
}
