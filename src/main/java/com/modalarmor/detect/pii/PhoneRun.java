package com.modalarmor.detect.pii;

/**
 * Groups of digits with little but punctuation between them, as a telephone number is written.
 * Scratch; single-threaded.
 */
final class PhoneRun {

  /** Groups that one number, or several in a row, are looked for in. */
  static final int GROUPS_MAX = 21;

  /** Punctuation between two groups. */
  static final int GAP_MAX = 4;

  /** A group with more digits belongs to no number. */
  private static final int GROUP_DIGITS_MAX = 20;

  static final int NUMBER_MAX = 17;

  private static final int LEAD_DIGITS = 5;
  private static final int SPACE = 1;
  private static final int SLASH = 2;
  private static final int BRACKET = 4;
  private static final int DOT = 8;
  private static final int DASH = 16;
  private static final int EXTENSION = 32;

  private final int[] from = new int[GROUPS_MAX];
  private final int[] to = new int[GROUPS_MAX];

  /** By group the kinds of separators before it at which a stretch is taken apart. */
  private final int[] kinds = new int[GROUPS_MAX];

  private int groups;
  private boolean plus;

  /** No letter of ASCII stands right before the first group: the library takes no such number. */
  private boolean opens;

  /** Nor after the last one, but for one that an extension may begin with. */
  private boolean closes;

  /** Reads the groups from the digits {@code [start, end)} on. */
  void read(char[] text, int length, int start, int end) {
    groups = 0;
    plus = false;
    opens = true;
    closes = true;
    for (int i = start - 1; i >= Math.max(0, start - 3) && lead(text[i]); i--) {
      plus |= text[i] == '+' || text[i] == '＋';
    }
    int at = start;
    int last = end;
    while (groups < GROUPS_MAX && last - at <= GROUP_DIGITS_MAX) {
      from[groups] = at;
      kinds[groups] = groups == 0 ? 0 : kinds(text, to[groups - 1], at);
      to[groups++] = last;
      at = last;
      int gap = Math.min(length, last + GAP_MAX);
      while (at < gap && punctuation(text[at])) {
        at++;
      }
      if (at == last || at >= length || !Units.digit(text[at])) {
        if (!extended()) {
          opens = start == 0 || !Units.letter(text[start - 1]);
          closes = last == length || !Units.letter(text[last]) || extension(text, length, last);
        }
        return;
      }
      last = at;
      while (last < length && Units.digit(text[last])) {
        last++;
      }
    }
  }

  /** Some groups may be an extension: how many digits the number has is then open. */
  private boolean extended() {
    for (int i = 1; i < groups; i++) {
      if ((kinds[i] & EXTENSION) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Letters with which one begins: {@code x}, {@code ext}, {@code anexo}, {@code int}. */
  private static boolean extension(char[] text, int length, int at) {
    char next = Units.lower(at + 1 < length ? text[at + 1] : ' ');
    return switch (Units.lower(text[at])) {
      case 'x' -> true;
      case 'e' -> next == 'x';
      case 'a', 'i' -> next == 'n';
      default -> false;
    };
  }

  private static int kinds(char[] text, int from, int to) {
    int kinds = 0;
    boolean hyphen = false;
    for (int i = from; i < to; i++) {
      char c = text[i];
      hyphen |= c == '-';
      kinds |=
          c == ' ' || c == 0xA0 || c == 0x3000
              ? SPACE
              : c == '/' || c == 0xFF0F
                  ? SLASH
                  : c == '(' || c == 0xFF08
                      ? BRACKET
                      : c == '.'
                          ? DOT
                          : c == 'x' || c == '~'
                              ? EXTENSION
                              : c >= 0x2012 && c != 0x2060 ? DASH : 0;
    }
    return hyphen && (kinds & SPACE) != 0 ? kinds | DASH : kinds;
  }

  static boolean lead(char c) {
    return c == '+' || c == '(' || c == '[' || c == '＋' || c == '（' || c == '［' || c == ' ';
  }

  /** What may stand between the groups of a number, as libphonenumber has it. */
  static boolean punctuation(char c) {
    if (c < 128) {
      return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '['
          || c == ']' || c == '~' || c == 'x';
    }
    return (c >= 0x2010 && c <= 0x2015)
        || c == 0x2212
        || c == 0x30FC
        || (c >= 0xFF0D && c <= 0xFF0F)
        || c == 0xA0
        || c == 0xAD
        || c == 0x200B
        || c == 0x2060
        || c == 0x3000
        || c == 0xFF08
        || c == 0xFF09
        || c == 0xFF3B
        || c == 0xFF3D
        || c == 0x2053
        || c == 0x223C
        || c == 0xFF5E;
  }

  int groups() {
    return groups;
  }

  int start() {
    return from[0];
  }

  int end() {
    return to[groups - 1];
  }

  boolean plus() {
    return plus;
  }

  int digits() {
    int digits = 0;
    for (int i = 0; i < groups; i++) {
      digits += to[i] - from[i];
    }
    return digits;
  }

  /** A way to say whether digits may be a number of some region. */
  interface Plan {
    /**
     * @param lead the first five digits, as one number; fewer when there are not so many
     * @param digits how many there are
     */
    boolean holds(int lead, int digits);
  }

  /**
   * Whether some groups in a row can be a number of the plan: all of them, or those between two
   * separators of one kind, as libphonenumber takes a stretch apart.
   */
  boolean holds(char[] text, Plan plan) {
    for (int first = opens ? 0 : 1; first < groups; first++) {
      // The rest after a slash or a dash is taken whole, else up to the next of its kind.
      int opened = first == 0 ? ~0 : kinds[first];
      int closable = first == 0 ? ~0 : opened & ~(SLASH | DASH);
      int digits = 0;
      int lead = 0;
      for (int last = first; opened != 0 && last < groups && digits <= NUMBER_MAX; last++) {
        for (int i = from[last]; i < to[last] && digits + i - from[last] < LEAD_DIGITS; i++) {
          lead = lead * 10 + text[i] - '0';
        }
        digits += to[last] - from[last];
        boolean atEnd = last + 1 == groups;
        int closing = atEnd ? (closes ? opened : 0) : kinds[last + 1] & opened & closable;
        if (closing != 0 && digits <= NUMBER_MAX && plan.holds(scaled(lead, digits), digits)) {
          return true;
        }
        opened &= ~closing;
      }
    }
    return false;
  }

  private static int scaled(int lead, int digits) {
    int scaled = lead;
    for (int i = digits; i < LEAD_DIGITS; i++) {
      scaled *= 10;
    }
    return scaled;
  }

  /** Three groups with slashes or dots between them, or a year first. */
  boolean isDate(char[] text) {
    boolean year = to[0] - from[0] == 4 && (text[from[0]] == '1' || text[from[0]] == '2');
    return groups >= 3 && digits() == 8 && (year || text[to[0]] == '/' || text[to[0]] == '.');
  }

  /** A date with an hour, and the minutes after it: the library passes over it, too. */
  boolean isTime(char[] text, int length) {
    int end = end();
    return groups >= 4
        && to[0] - from[0] == 4
        && end + 2 < length
        && text[end] == ':'
        && Units.digit(text[end + 1])
        && Units.digit(text[end + 2])
        && to[groups - 1] - from[groups - 1] == 2
        && text[to[groups - 2]] == ' '
        && groups == 4;
  }
}
