package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/** Finds payment card numbers: an issuer's range and length, and Luhn's check digit. Stateless. */
final class CreditCardDetector implements Detector {

  private static final String NAME = "credit_card";
  private static final FindingType TYPE = FindingType.pii("CREDIT_CARD", Severity.HIGH);
  private static final int DIGITS_MIN = 12;
  private static final int DIGITS_MAX = 19;
  private static final ContextWords CONTEXT =
      new ContextWords(
          "card",
          "credit",
          "debit",
          "visa",
          "mastercard",
          "amex",
          "american express",
          "discover",
          "jcb",
          "diners",
          "maestro",
          "cc",
          "pan",
          "karte",
          "kreditkarte",
          "carte",
          "tarjeta",
          "carta");

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
    char[] chars = subject.views().folded().chars();
    int length = subject.views().folded().length();
    int done = 0;
    for (int run = 0; run < anchors.digitRuns(); run++) {
      int start = anchors.digitStart(run);
      if (start < done || !Chars.opens(chars, start) || decimals(chars, start)) {
        continue;
      }
      int end = candidate(anchors, run, chars, length, subject, sink);
      done = Math.max(done, end);
    }
  }

  /**
   * Reports the longest card number that starts with digit run {@code first}; returns its end or 0.
   */
  private static int candidate(
      Anchors anchors, int first, char[] chars, int length, Subject subject, FindingSink sink) {
    int start = anchors.digitStart(first);
    int digits = 0;
    int groupMin = DIGITS_MAX;
    int groupMax = 0;
    int bestEnd = 0;
    float bestScore = 0f;
    int last = Math.min(anchors.digitRuns(), first + DIGITS_MAX);
    for (int run = first; run < last; run++) {
      int groupStart = anchors.digitStart(run);
      int end = anchors.digitEnd(run);
      if (run > first
          && (groupStart != anchors.digitEnd(run - 1) + 1 || !separator(chars[groupStart - 1]))) {
        break;
      }
      digits += end - groupStart;
      if (digits > DIGITS_MAX) {
        break;
      }
      groupMax = Math.max(groupMax, end - groupStart);
      boolean evenGroups = groupMin == DIGITS_MAX || end - groupStart <= groupMin;
      groupMin = Math.min(groupMin, end - groupStart);
      if (digits < DIGITS_MIN
          || !Chars.closes(chars, length, end)
          || (end + 1 < length
              && chars[end] == '.'
              && Chars.digit(chars[end + 1])
              && run == first)) {
        continue;
      }
      boolean grouped = groupMin >= 3 || run == first;
      boolean spaced = groupMax <= 2 && evenGroups && !continues(anchors, run, chars);
      if ((grouped || spaced) && luhn(chars, start, end)) {
        float score = score(chars, start, end, digits);
        if (score > 0f && (grouped || score > 0.9f)) {
          bestEnd = end;
          bestScore = score;
        }
      }
    }
    if (bestEnd > 0) {
      boolean named = bestScore < 0.9f && CONTEXT.before(chars, start);
      float score = named ? 0.9f : bestScore;
      Pii.report(subject, sink, TYPE, NAME, score, start, bestEnd);
    }
    return bestEnd;
  }

  private static boolean continues(Anchors anchors, int run, char[] chars) {
    int next = run + 1;
    return next < anchors.digitRuns()
        && anchors.digitStart(next) == anchors.digitEnd(run) + 1
        && separator(chars[anchors.digitEnd(run)]);
  }

  private static boolean separator(char c) {
    return c == ' ' || c == '-' || c == '.';
  }

  /** The digits after a decimal point are no card. */
  private static boolean decimals(char[] chars, int start) {
    return start > 1 && chars[start - 1] == '.' && Chars.digit(chars[start - 2]);
  }

  static boolean luhn(char[] chars, int start, int end) {
    int sum = 0;
    boolean twice = false;
    boolean zero = true;
    for (int i = end - 1; i >= start; i--) {
      if (!Chars.digit(chars[i])) {
        continue;
      }
      int digit = chars[i] - '0';
      zero &= digit == 0;
      if (twice) {
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      }
      sum += digit;
      twice = !twice;
    }
    return sum % 10 == 0 && !zero;
  }

  private static float score(char[] chars, int start, int end, int digits) {
    int six = 0;
    int taken = 0;
    for (int i = start; i < end && taken < 6; i++) {
      if (Chars.digit(chars[i])) {
        six = six * 10 + chars[i] - '0';
        taken++;
      }
    }
    if (CardIssuers.issued(six, digits)) {
      return 1f;
    }
    // The shape of a card without an issuer that uses that length: an account or serial number as
    // likely.
    int first = six / 100_000;
    boolean shape =
        digits >= 13
            && digits <= 17
            && (first == 3
                || first == 4
                || first == 6
                || (six >= 500_000 && six < 560_000)
                || (first == 1 && digits != 13));
    return shape ? 0.4f : 0f;
  }
}
