package com.modalarmor.json.schema;

/** The forms of texts that a schema may ask for (RFC 3339, RFC 9562), in one pass. Stateless. */
final class Formats {

  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final int DATE_CHARS = 10;
  private static final int TIME_CHARS = 8;

  private Formats() {}

  static boolean fits(SchemaNode.Format format, String text) {
    return switch (format) {
      case DATE -> text.length() == DATE_CHARS && date(text);
      case TIME -> time(text, 0);
      case DATE_TIME ->
          text.length() > DATE_CHARS
              && date(text)
              && (text.charAt(DATE_CHARS) | 32) == 't'
              && time(text, DATE_CHARS + 1);
      case UUID -> uuid(text);
    };
  }

  private static boolean date(String text) {
    if (text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, DATE_CHARS);
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month - 1]
        && (month != 2 || day < 29 || leap);
  }

  /** Hours, minutes, seconds, a fraction, and the distance from UTC, which must be told. */
  private static boolean time(String text, int from) {
    if (text.length() < from + TIME_CHARS
        || text.charAt(from + 2) != ':'
        || text.charAt(from + 5) != ':'
        || !within(number(text, from, from + 2), 23)
        || !within(number(text, from + 3, from + 5), 59)
        || !within(number(text, from + 6, from + TIME_CHARS), 60)) {
      return false;
    }
    int at = from + TIME_CHARS;
    if (at < text.length() && text.charAt(at) == '.') {
      int digits = ++at;
      while (at < text.length() && digit(text.charAt(at))) {
        at++;
      }
      if (at == digits) {
        return false;
      }
    }
    if (at + 1 == text.length()) {
      return (text.charAt(at) | 32) == 'z';
    }
    return at + 6 == text.length()
        && (text.charAt(at) == '+' || text.charAt(at) == '-')
        && text.charAt(at + 3) == ':'
        && within(number(text, at + 1, at + 3), 23)
        && within(number(text, at + 4, at + 6), 59);
  }

  private static boolean uuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      boolean hex = digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(int number, int max) {
    return number >= 0 && number <= max;
  }

  /** The digits from {@code from} to {@code to} as a number; -1 where there is another sign. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!digit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
