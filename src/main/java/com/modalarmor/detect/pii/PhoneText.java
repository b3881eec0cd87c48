package com.modalarmor.detect.pii;

/**
 * What speaks for or against a number in the characters around and between its digits, by the rules
 * of libphonenumber's matcher. Stateless.
 */
final class PhoneText {

  private static final int PAIRS_MAX = 3;
  private static final int LEAD_GAP_MAX = 4;
  private static final int EXTENSION_DIGITS_MAX = 20;
  private static final int SHORT_EXTENSION_DIGITS_MAX = 9;
  private static final int PAGE_DIGITS_MAX = 5;

  private static final String[] EXTENSIONS = {
    "extensión", "extension", "extensi", "extn", "ext", "xtn", "xt", "anexo", "доб"
  };

  private PhoneText() {}

  private static boolean opening(char c) {
    return c == '(' || c == '[' || c == '（' || c == '［';
  }

  private static boolean closing(char c) {
    return c == ')' || c == ']' || c == '）' || c == '］';
  }

  static boolean plus(char c) {
    return c == '+' || c == '＋';
  }

  /** A bracket or plus before a number. */
  static boolean lead(char c) {
    return opening(c) || plus(c);
  }

  static boolean space(char c) {
    return c == ' ' || (c >= 0xA0 && Character.isSpaceChar(c));
  }

  /** Next to such a character there is no number: a letter of Latin script, a currency, percent. */
  static boolean refuses(char c) {
    if (c < 128) {
      return Units.letter(c) || c == '%' || c == '$';
    }
    int type = Character.getType(c);
    if (type == Character.CURRENCY_SYMBOL) {
      return true;
    }
    boolean latin = c < 0x250 || (c >= 0x300 && c < 0x370) || (c >= 0x1E00 && c < 0x1F00);
    return latin && (Character.isLetter(c) || type == Character.NON_SPACING_MARK);
  }

  /**
   * The first place from {@code from} on from which brackets and pluses lead to the digits, at most
   * two of them.
   */
  static int leadStart(char[] text, int from, int digits) {
    for (int i = Math.max(from, digits - 2 * LEAD_GAP_MAX - 2); i < digits; i++) {
      if (lead(text[i])) {
        int end = gapEnd(text, i + 1, digits);
        if (end == digits) {
          return i;
        }
        for (int next = i + 1; next <= end && next < digits; next++) {
          if (lead(text[next]) && gapEnd(text, next + 1, digits) == digits) {
            return i;
          }
        }
      }
    }
    return digits;
  }

  private static int gapEnd(char[] text, int from, int to) {
    int end = from;
    while (end < to && end - from < LEAD_GAP_MAX && PhoneRun.punctuation(text[end])) {
      end++;
    }
    return end;
  }

  /** Brackets are closed; the first may be open alone or closed alone. */
  static boolean matched(char[] text, int from, int to) {
    int at = opening(text[from]) ? from + 1 : from;
    int end = outside(text, at, to);
    if (end > at && end < to && closing(text[end])) {
      at = end + 1;
      end = outside(text, at, to);
    }
    if (end == at) {
      return false;
    }
    for (int pairs = 0; end < to && pairs < PAIRS_MAX; pairs++) {
      if (!opening(text[end])) {
        return false;
      }
      int inner = outside(text, end + 1, to);
      if (inner == end + 1 || inner == to || !closing(text[inner])) {
        return false;
      }
      end = inner + 1;
      if (end == to || !opening(text[end])) {
        return outside(text, end, to) == to;
      }
    }
    return end == to;
  }

  private static int outside(char[] text, int from, int to) {
    int end = from;
    while (end < to && !opening(text[end]) && !closing(text[end])) {
      end++;
    }
    return end;
  }

  /** Pages and the year after them: {@code 211-227 (2003}. */
  static boolean pages(char[] text, int from, int to) {
    for (int i = from + 1; i + 1 < to; i++) {
      if (text[i] == '(' && Units.digit(text[i + 1])) {
        int last = i;
        while (last > from && i - last < 4 && text[last - 1] == ' ') {
          last--;
        }
        int first = last;
        while (first > from && Units.digit(text[first - 1])) {
          first--;
        }
        int dash = first;
        while (dash > from && text[dash - 1] == '-') {
          dash--;
        }
        boolean between = first < last && last - first <= PAGE_DIGITS_MAX && dash < first;
        if (between && dash > from && Units.digit(text[dash - 1])) {
          return true;
        }
      }
    }
    return false;
  }

  /** A date with slashes: {@code 31/10/96}. */
  static boolean date(char[] text, int from, int to) {
    for (int i = from + 1; i + 4 < to; i++) {
      if (text[i] == '/' && Units.digit(text[i - 1]) && Units.digit(text[i + 1])) {
        int second = i + 2;
        if (Units.digit(text[second]) && text[i + 1] <= '3') {
          second++;
        }
        if (second + 2 < to
            && text[second] == '/'
            && Units.digit(text[second + 1])
            && Units.digit(text[second + 2])) {
          return true;
        }
      }
    }
    return false;
  }

  /** A moment up to its hour, the minutes of which follow: {@code 2012-01-02 08}. */
  static boolean moment(char[] text, int from, int to, int bound) {
    boolean minutes =
        to + 2 < bound
            && text[to] == ':'
            && text[to + 1] >= '0'
            && text[to + 1] <= '5'
            && Units.digit(text[to + 2]);
    int at = to - 2;
    if (!minutes || at <= from || !two(text, at, '2') || text[at - 1] != ' ') {
      return false;
    }
    while (at > from && text[at - 1] == ' ') {
      at--;
    }
    at -= 2;
    if (at < from || !two(text, at, '3')) {
      return false;
    }
    at -= at > from && (text[at - 1] == '-' || text[at - 1] == '/') ? 3 : 2;
    if (at < from || !two(text, at, '1')) {
      return false;
    }
    at -= at > from && (text[at - 1] == '-' || text[at - 1] == '/') ? 5 : 4;
    return at >= from
        && (text[at] == '1' || text[at] == '2')
        && Units.digit(text[at + 1])
        && Units.digit(text[at + 2])
        && Units.digit(text[at + 3]);
  }

  private static boolean two(char[] text, int at, char first) {
    return text[at] >= '0' && text[at] <= first && Units.digit(text[at + 1]);
  }

  /** The end of an extension that stands right behind the digits, or {@code from}. */
  static int extensionEnd(char[] text, int from, int bound) {
    int at = from;
    if (Units.at(text, bound, at, ";ext=")) {
      int end = digitsEnd(text, at + 5, bound, EXTENSION_DIGITS_MAX);
      return end > at + 5 ? end : from;
    }
    while (at < bound
        && (text[at] == ' ' || text[at] == '\t' || text[at] == 0xA0 || text[at] == ',')) {
      at++;
    }
    if (at == bound || Units.digit(text[at])) {
      return from;
    }
    for (String label : EXTENSIONS) {
      if (Units.at(text, bound, at, label)) {
        int end = labelled(text, at + label.length(), bound, EXTENSION_DIGITS_MAX);
        if (end > 0) {
          return end;
        }
      }
    }
    int length = "xX#~＃～ｘ".indexOf(text[at]) >= 0 ? 1 : Units.at(text, bound, at, "int") ? 3 : 0;
    int end = length == 0 ? 0 : labelled(text, at + length, bound, SHORT_EXTENSION_DIGITS_MAX);
    return end > 0 ? end : from;
  }

  /** The end of the digits behind a label, or -1. */
  private static int labelled(char[] text, int from, int bound, int digitsMax) {
    int at = from;
    if (at < bound && (text[at] == ':' || text[at] == '.' || text[at] == '．')) {
      at++;
    }
    while (at < bound
        && (text[at] == ' '
            || text[at] == '\t'
            || text[at] == 0xA0
            || text[at] == ','
            || text[at] == '-')) {
      at++;
    }
    int end = digitsEnd(text, at, bound, digitsMax);
    return end == at ? -1 : end < bound && text[end] == '#' ? end + 1 : end;
  }

  private static int digitsEnd(char[] text, int from, int bound, int max) {
    int end = from;
    while (end < bound && end - from < max && Units.digit(text[end])) {
      end++;
    }
    return end;
  }
}
