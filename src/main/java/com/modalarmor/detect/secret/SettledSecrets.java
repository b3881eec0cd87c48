package com.modalarmor.detect.secret;

/**
 * How far secrets are final in a text that still grows: up to the first character that may be part
 * of a secret whose end has not come. Stateless.
 *
 * <p>A value holds no white space but for three cases: a private key, a value in quotes, an
 * encoding written in groups. So what is open is the last word, and what one of these cases adds.
 */
final class SettledSecrets {

  /** Characters of the longest value outside a private key. */
  static final int VALUE_MAX = MatchCheck.EXTENSION_MAX + 1_024;

  /** Characters of an encoding in groups. */
  static final int GROUPS_MAX = 4_096;

  private static final int GAP_MAX = 18;
  private static final int QUOTED_MAX = AssignedSecrets.VALUE_MAX + 4;
  private static final String BEGIN = "-----begin";
  private static final String END = "-----end ";

  private SettledSecrets() {}

  /** Index of the reading up to which nothing changes any more. */
  static int index(SecretText text) {
    int settled = lastValue(text);
    settled = Math.min(settled, openQuote(text));
    settled = Math.min(settled, comparison(text));
    settled = Math.min(settled, groups(text));
    return Math.min(settled, openKey(text));
  }

  /** The last word; the one before, too, if a value is judged by what ends its line. */
  private static int lastValue(SecretText text) {
    char[] lower = text.lower();
    int length = text.length();
    int floor = Math.max(0, length - VALUE_MAX);
    int word = wordStart(lower, length, floor);
    int end = word;
    while (end > floor && length - end < GAP_MAX * 4 && " ,\"'".indexOf(lower[end - 1]) >= 0) {
      end--;
    }
    boolean blank = word == length || ",\"'".indexOf(lower[word]) >= 0;
    if (!blank || end == floor || Letters.space(lower[end - 1])) {
      return word;
    }
    int before = wordStart(lower, end, floor);
    int sign = before;
    while (sign > floor && before - sign < GAP_MAX && valueGap(lower[sign - 1])) {
      sign--;
    }
    boolean assigned =
        (sign > floor && "=:>".indexOf(lower[sign - 1]) >= 0) || holdsSign(lower, before, end);
    return assigned ? before : word;
  }

  private static boolean valueGap(char c) {
    return Letters.space(c) || Letters.quote(c);
  }

  private static boolean holdsSign(char[] lower, int from, int to) {
    for (int i = from; i < to; i++) {
      if (lower[i] == '=' || lower[i] == ':' || lower[i] == '>') {
        return true;
      }
    }
    return false;
  }

  private static int wordStart(char[] lower, int end, int floor) {
    int start = end;
    while (start > floor && !Letters.space(lower[start - 1])) {
      start--;
    }
    return start;
  }

  /** A value in quotes of which only the first is there; what follows may hold the other. */
  static int openQuote(SecretText text) {
    char[] lower = text.lower();
    int length = text.length();
    int floor = Math.max(0, length - QUOTED_MAX);
    int open = length;
    int seen = 0;
    for (int i = length - 1; i >= floor && lower[i] != '\n'; i--) {
      if (Letters.quote(lower[i])) {
        int bit = lower[i] == '"' ? 1 : lower[i] == '\'' ? 2 : 4;
        if ((seen & bit) == 0 && opens(text, i)) {
          open = i + 1;
        }
        seen |= bit;
      }
    }
    return open;
  }

  /** Whether the quote may begin a value: behind an operator, a bracket or a word for password. */
  private static boolean opens(SecretText text, int quote) {
    char[] lower = text.lower();
    int i = quote;
    while (i > 0
        && quote - i < GAP_MAX
        && (Letters.space(lower[i - 1]) || "@$bur\\".indexOf(lower[i - 1]) >= 0)) {
      i--;
    }
    return i == 0
        || "=:>,(".indexOf(lower[i - 1]) >= 0
        || text.find("pass", Math.max(0, quote - 96), quote) >= 0;
  }

  /** {@code "value" == na}: the name that makes it a secret may be coming. */
  private static int comparison(SecretText text) {
    char[] lower = text.lower();
    int length = text.length();
    int i = length;
    while (i > 0 && length - i <= AssignedSecrets.NAME_MAX && nameChar(lower[i - 1])) {
      i--;
    }
    int name = i;
    i = skipBlanks(lower, i);
    int operator = i;
    while (i > 0 && operator - i < 4 && (lower[i - 1] == '=' || lower[i - 1] == '!')) {
      i--;
    }
    if (i == operator && name < length) {
      return length;
    }
    i = skipBlanks(lower, i);
    if (i == 0 || !Letters.quote(lower[i - 1])) {
      return length;
    }
    char quote = lower[i - 1];
    int open = i - 2;
    while (open >= 0 && i - open <= QUOTED_MAX && lower[open] != quote && lower[open] != '\n') {
      open--;
    }
    return open >= 0 && lower[open] == quote ? open + 1 : length;
  }

  private static int skipBlanks(char[] lower, int from) {
    int i = from;
    while (i > 0 && from - i < GAP_MAX && Letters.space(lower[i - 1])) {
      i--;
    }
    return i;
  }

  private static boolean nameChar(char c) {
    return Letters.word(c) || c == '.' || c == '-';
  }

  /** Encodings in groups, such as {@code 73 6b 2d} or wrapped base64. */
  private static int groups(SecretText text) {
    char[] lower = text.lower();
    int length = text.length();
    int floor = Math.max(0, length - GROUPS_MAX);
    int first = length;
    int end = length;
    while (end > floor) {
      int gap = end;
      while (gap > floor && Letters.space(lower[gap - 1])) {
        gap--;
      }
      int start = wordStart(lower, gap, floor);
      // The last one may still become anything, and may be joined to the line before it.
      if (start == gap || (end < length && !group(lower, start, gap))) {
        break;
      }
      first = start;
      end = start;
    }
    return first;
  }

  private static boolean group(char[] lower, int start, int end) {
    int size = end - start;
    if (size <= 2 || size >= 24) {
      return true;
    }
    if (lower[start] == '\\'
        || lower[start] == '%'
        || lower[start] == '&'
        || lower[end - 1] == '=') {
      return true;
    }
    for (int i = start; i < end; i++) {
      boolean hex = Letters.digit(lower[i]) || (lower[i] >= 'a' && lower[i] <= 'f');
      if (!hex && "x,;:-|".indexOf(lower[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A private key without its end line. */
  private static int openKey(SecretText text) {
    int length = text.length();
    int floor = Math.max(0, length - PrivateKeys.LENGTH_MAX);
    int from = floor;
    int end;
    while ((end = text.find(END, from, length)) >= 0) {
      int bound = Math.min(length, end + END.length() + PrivateKeys.HEADER_MAX);
      boolean whole = text.find("-----", end + END.length(), bound) >= 0;
      if (!whole && length < end + END.length() + PrivateKeys.HEADER_MAX) {
        break;
      }
      from = end + END.length();
    }
    int begin = from;
    while ((begin = text.find(BEGIN, begin, length)) >= 0) {
      int bound = Math.min(length, begin + BEGIN.length() + PrivateKeys.HEADER_MAX);
      int closed = text.find("-----", begin + BEGIN.length(), bound);
      boolean incomplete = closed < 0 && length < begin + BEGIN.length() + PrivateKeys.HEADER_MAX;
      if (incomplete || (closed >= 0 && text.find("private key", begin, closed) >= 0)) {
        return begin;
      }
      begin += BEGIN.length();
    }
    return length;
  }
}
