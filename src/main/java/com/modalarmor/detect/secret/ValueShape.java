package com.modalarmor.detect.secret;

/**
 * Measures of one value: what its characters are and how often their kind changes. Scratch, used
 * again for each value.
 */
final class ValueShape {

  private final int[] counts = new int[128];
  int digits;
  int letters;
  int symbols;
  int spaces;
  int changes;
  boolean hex;
  double entropy;
  private boolean wordy;

  void read(SecretText text, int start, int end) {
    char[] exact = text.exact();
    digits = 0;
    letters = 0;
    symbols = 0;
    spaces = 0;
    changes = 0;
    hex = true;
    wordy = true;
    int before = 0;
    int mixed = 0;
    int segment = 0;
    for (int i = start; i <= end; i++) {
      char c = i == end ? '-' : exact[i];
      int kind = kind(c);
      if (kind == 3) {
        wordy &= mixed <= 1;
        mixed = 0;
        segment = 0;
        spaces += c == ' ' ? 1 : 0;
        symbols += i < end && c != ' ' && c != '-' && c != '_' && c != '.' && c != '/' ? 1 : 0;
      } else {
        digits += kind == 2 ? 1 : 0;
        letters += kind < 2 ? 1 : 0;
        boolean turn = segment > 0 && turns(before, kind);
        changes += turn ? 1 : 0;
        mixed += turn ? 1 : 0;
        segment++;
      }
      hex &= i == end || c == '-' || hexDigit(c);
      before = kind;
    }
    entropy = Letters.entropy(exact, start, end, counts);
  }

  /** Between letters and digits, or from a lower-case letter to a capital. */
  private static boolean turns(int before, int kind) {
    return kind != before && (kind == 2 || before == 2 || (before == 0 && kind == 1));
  }

  private static boolean hexDigit(char c) {
    return Letters.digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static int kind(char c) {
    if (Letters.lower(c)) {
      return 0;
    }
    if (Letters.upper(c)) {
      return 1;
    }
    return Letters.digit(c) ? 2 : 3;
  }

  /** What a machine made: letters and digits in no order that words have. */
  boolean random(int length) {
    if (length < 10 || digits == 0 || letters == 0 || spaces > 0) {
      return hex && length >= 32 && digits > 0 && entropy >= 2.5;
    }
    if (hex) {
      return length >= 16 && entropy >= 2.5 && changes >= 3;
    }
    return !wordy && changes >= Math.max(3, length / 10) && entropy >= 3.0;
  }
}
