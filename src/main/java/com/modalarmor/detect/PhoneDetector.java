package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * Finds telephone numbers: digit groups written like one, valid by the numbering plans. Stateless.
 *
 * <p>National numbers need a trunk zero, the North American grouping or a word such as "call"
 * before them; other digit groups are more often something else.
 */
final class PhoneDetector implements Detector {

  private static final String NAME = "phone_number";
  private static final FindingType TYPE = FindingType.pii("PHONE_NUMBER", Severity.MEDIUM);
  private static final int DIGITS_MIN = 7;
  private static final int DIGITS_MAX = 17;
  private static final int GROUPS_MAX = 8;
  private static final int GAP_MAX = 3;
  private static final int CONTEXT_CHARS = 30;

  /** Validations in one text; beyond, a number that looks like one counts as one. */
  private static final int VALIDATIONS_MAX = 256;

  private static final ContextWords CONTEXT =
      new ContextWords(
          "phone",
          "tel",
          "telephone",
          "telefon",
          "telefono",
          "teléfono",
          "téléphone",
          "telefone",
          "mobile",
          "mobil",
          "mobilnummer",
          "handy",
          "handynummer",
          "rufnummer",
          "telefonnummer",
          "cell",
          "cellphone",
          "call",
          "fax",
          "whatsapp",
          "signal",
          "sms",
          "dial",
          "ring",
          "móvil",
          "celular",
          "portable",
          "anrufen",
          "телефон",
          "тел",
          "hotline",
          "voicemail",
          "contact");

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
    int validations = 0;
    for (int run = 0; run < anchors.digitRuns(); run++) {
      int first = anchors.digitStart(run);
      if (first < done || !opens(chars, first)) {
        continue;
      }
      boolean plus =
          first > 0 && chars[first - 1] == '+'
              || first > 1 && chars[first - 1] == '(' && chars[first - 2] == '+';
      int last = lastGroup(anchors, run, chars);
      if (digits(anchors, run, last) < DIGITS_MIN) {
        continue;
      }
      boolean named = CONTEXT.before(chars, first, CONTEXT_CHARS);
      for (int to = last; to >= run; to--) {
        int end = anchors.digitEnd(to);
        if (!Chars.closes(chars, length, end) || (to < last && chars[end] == '-')) {
          continue;
        }
        int digits = digits(anchors, run, to);
        if (digits < DIGITS_MIN) {
          break;
        }
        PhoneShape shape = PhoneShape.of(anchors, run, to, digits, chars, plus);
        boolean tail = first > 1 && chars[first - 1] == ' ' && Chars.digit(chars[first - 2]);
        if (shape == PhoneShape.NONE && to < last) {
          continue;
        }
        if (!named && (shape == PhoneShape.NONE || (tail && shape == PhoneShape.TRUNK))) {
          continue;
        }
        boolean valid =
            validations >= VALIDATIONS_MAX
                ? shape != PhoneShape.NONE
                : PhonePlans.valid(chars, first, end, digits, shape);
        validations += PhonePlans.cost(shape);
        if (valid) {
          int start = start(chars, first, end, plus);
          int close =
              start < first
                      && chars[start] == '('
                      && end < length
                      && chars[end] == ')'
                      && unclosed(chars, start, end)
                  ? end + 1
                  : end;
          float score = named ? 0.95f : shape == PhoneShape.INTERNATIONAL ? 0.85f : 0.7f;
          Pii.report(subject, sink, TYPE, NAME, score, start, close);
          done = end;
          break;
        }
      }
    }
  }

  private static boolean opens(char[] chars, int start) {
    if (start == 0) {
      return true;
    }
    char before = chars[start - 1];
    boolean decimal =
        (before == '.' || before == '-' || before == ':' || before == ',')
            && start > 1
            && Chars.alphanumeric(chars[start - 2])
            && before != ':';
    return !Chars.word(before) && !decimal;
  }

  private static int start(char[] chars, int first, int end, boolean plus) {
    if (plus) {
      return chars[first - 1] == '+' ? first - 1 : first - 2;
    }
    if (first > 0 && chars[first - 1] == '(') {
      for (int i = first; i < end; i++) {
        if (chars[i] == ')') {
          return first - 1;
        }
      }
    }
    return first;
  }

  private static boolean unclosed(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      if (chars[i] == ')') {
        return false;
      }
    }
    return true;
  }

  /** The last digit run that may belong to a number that starts with {@code run}. */
  private static int lastGroup(Anchors anchors, int run, char[] chars) {
    int digits = anchors.digitEnd(run) - anchors.digitStart(run);
    int last = run;
    int bound = Math.min(anchors.digitRuns(), run + GROUPS_MAX);
    for (int next = run + 1; next < bound; next++) {
      int gapStart = anchors.digitEnd(next - 1);
      int gapEnd = anchors.digitStart(next);
      digits += anchors.digitEnd(next) - gapEnd;
      if (gapEnd - gapStart > GAP_MAX || digits > DIGITS_MAX || !gap(chars, gapStart, gapEnd)) {
        break;
      }
      last = next;
    }
    return last;
  }

  private static boolean gap(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '(' && c != ')') {
        return false;
      }
    }
    return true;
  }

  private static int digits(Anchors anchors, int from, int to) {
    int digits = 0;
    for (int run = from; run <= to; run++) {
      digits += anchors.digitEnd(run) - anchors.digitStart(run);
    }
    return digits;
  }
}
