package com.modalarmor.detect.pii;

import java.util.Locale;
import java.util.Set;

/**
 * Words right before or after some groups of digits that say that they are a telephone number,
 * whether a numbering plan has it or not. Stateless.
 */
final class PhoneLabels {

  private static final int DIGITS_MIN = 7;
  private static final int DIGITS_MAX = 20;
  private static final int WORD_MAX = 12;

  /** Words before the number among which the label is. */
  private static final int WORDS_BEFORE = 3;

  private static final Set<String> BEFORE =
      Set.of(
          "phone",
          "tel",
          "telephone",
          "mobile",
          "cell",
          "cellphone",
          "fax",
          "desk",
          "call",
          "dial",
          "whatsapp",
          "sms",
          "messages",
          "telefon",
          "handy",
          "téléphone",
          "portable",
          "teléfono",
          "telefono",
          "móvil",
          "cellulare",
          "telefone",
          "telemóvel",
          "telefoon",
          "llámame",
          "llame",
          "appelez",
          "chiamami",
          "ligue");

  private static final Set<String> AFTER =
      Set.of("office", "fax", "mobile", "home", "cell", "work", "phone", "desk");

  private PhoneLabels() {}

  /** True when a label stands beside groups that are as many digits as a number has. */
  static boolean name(PiiScan scan, PhoneRun run) {
    int digits = run.digits();
    boolean several = (run.groups() > 1 || run.plus()) && run.groups() <= 7;
    return several
        && digits >= DIGITS_MIN
        && digits <= DIGITS_MAX
        && !run.isDate(scan.text)
        && (before(scan.text, run.start()) || after(scan.text, scan.length, run.end()));
  }

  /** Where the number starts: at its plus or bracket. */
  static int start(char[] text, int digits) {
    int start = digits;
    while (start > 0 && digits - start < 3 && "+([".indexOf(text[start - 1]) >= 0) {
      start--;
    }
    return start;
  }

  private static boolean before(char[] text, int digits) {
    int at = start(text, digits);
    for (int i = 0; i < WORDS_BEFORE; i++) {
      int end = at;
      while (end > 0 && end > at - 3 && !Units.word(text[end - 1]) && text[end - 1] != '\n') {
        end--;
      }
      int start = end;
      while (start > 0 && end - start <= WORD_MAX && Units.word(text[start - 1])) {
        start--;
      }
      if (start == end) {
        return false;
      }
      if (BEFORE.contains(word(text, start, end))) {
        return true;
      }
      at = start;
    }
    return false;
  }

  private static boolean after(char[] text, int length, int digits) {
    int start = digits + 1;
    if (start >= length || text[digits] != ' ') {
      return false;
    }
    int end = start;
    while (end < length && end - start <= WORD_MAX && Units.word(text[end])) {
      end++;
    }
    return AFTER.contains(word(text, start, end));
  }

  /** True when the letters right before {@code end} are such a word, or one letter for it. */
  static boolean endsAt(char[] text, int end) {
    int start = end;
    while (start > 0 && end - start <= WORD_MAX && Units.word(text[start - 1])) {
      start--;
    }
    return end - start == 1 || BEFORE.contains(word(text, start, end));
  }

  private static String word(char[] text, int start, int end) {
    return new String(text, start, end - start).toLowerCase(Locale.ROOT);
  }
}
