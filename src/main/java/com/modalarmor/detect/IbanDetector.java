package com.modalarmor.detect;

import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/** Finds IBANs: a country's length and structure, and the check digits modulo 97. Stateless. */
final class IbanDetector implements Detector {

  private static final String NAME = "iban_code";
  private static final FindingType TYPE = FindingType.pii("IBAN_CODE", Severity.HIGH);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int settledTo(Subject subject) {
    return OpenTail.start(subject.text());
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    Anchors anchors = subject.anchors();
    View view = subject.views().folded();
    char[] chars = view.chars();
    int length = view.length();
    for (int run = 0; run < anchors.digitRuns(); run++) {
      int digits = anchors.digitStart(run);
      if (digits < 2 || anchors.digitEnd(run) - digits < 2) {
        continue;
      }
      int start = digits - 2;
      String structure = IbanCountries.structure(chars[start], chars[start + 1]);
      if (structure == null) {
        continue;
      }
      int end = end(chars, length, digits + 2, structure);
      if (end > 0 && bounded(subject, view, start, end) && checksum(chars, start, end)) {
        Pii.report(subject, sink, TYPE, NAME, 1f, start, end);
      }
    }
  }

  /** End of an account number of that structure with single separators, or 0. */
  private static int end(char[] chars, int length, int from, String structure) {
    int i = from;
    for (int taken = 0; taken < structure.length(); taken++, i++) {
      if (i + 1 < length && (chars[i] == ' ' || chars[i] == '-')) {
        i++;
      }
      if (i >= length) {
        return 0;
      }
      char kind = structure.charAt(taken);
      char c = chars[i];
      boolean fits =
          kind == 'n' ? Chars.digit(c) : kind == 'a' ? Chars.letter(c) : Chars.alphanumeric(c);
      if (!fits) {
        return 0;
      }
    }
    return i;
  }

  /** A neighbouring letter of the other case is not part of the number. */
  private static boolean bounded(Subject subject, View view, int start, int end) {
    char[] chars = view.chars();
    String text = subject.text();
    boolean upper = Character.isUpperCase(text.charAt(view.originalStart(start)));
    if (!Chars.opens(chars, start)
        && !(upper && Character.isLowerCase(text.charAt(view.originalStart(start - 1))))) {
      return false;
    }
    return Chars.closes(chars, view.length(), end)
        || (upper && Character.isLowerCase(text.charAt(view.originalStart(end))));
  }

  private static boolean checksum(char[] chars, int start, int end) {
    int rest = remainder(chars, start + 4, end, 0);
    return remainder(chars, start, start + 4, rest) == 1;
  }

  private static int remainder(char[] chars, int start, int end, int rest) {
    int value = rest;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (Chars.digit(c)) {
        value = (value * 10 + c - '0') % 97;
      } else if (Chars.letter(c)) {
        value = (value * 100 + c - 'a' + 10) % 97;
      }
    }
    return value;
  }
}
