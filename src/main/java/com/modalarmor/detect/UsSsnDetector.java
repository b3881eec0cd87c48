package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * Finds US social security numbers by shape and by the numbers that the Social Security
 * Administration never issues. Stateless.
 */
final class UsSsnDetector implements Detector {

  private static final String NAME = "us_ssn";
  private static final FindingType TYPE = FindingType.pii("US_SSN", Severity.HIGH);
  private static final ContextWords CONTEXT =
      new ContextWords(
          "ssn",
          "ssns",
          "ssid",
          "ss#",
          "social security",
          "social sec",
          "soc sec",
          "taxpayer",
          "sozialversicherung",
          "seguro social");

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
    for (int run = 0; run < anchors.digitRuns(); run++) {
      int start = anchors.digitStart(run);
      int size = anchors.digitEnd(run) - start;
      if ((size != 3 && size != 5 && size != 9)
          || !Chars.opens(chars, start)
          || joined(chars, start)) {
        continue;
      }
      float score = 0f;
      int end = anchors.digitEnd(run);
      if (size == 9) {
        score = 0.05f;
      } else if (size == 5) {
        end = group(anchors, run + 1, end, 4, chars, '-');
        score = 0.1f;
      } else {
        int six = group(anchors, run + 1, end, 6, chars, '-');
        if (six > 0) {
          end = six;
          score = 0.1f;
        } else {
          int two = group(anchors, run + 1, end, 2, chars, '\0');
          end = two > 0 ? group(anchors, run + 2, two, 4, chars, chars[end]) : 0;
          score = 0.6f;
        }
      }
      if (end <= 0
          || !Chars.closes(chars, length, end)
          || continued(chars, length, end, size)
          || !issued(chars, start, end)) {
        continue;
      }
      boolean named = CONTEXT.before(chars, start);
      if (named || size != 9) {
        Pii.report(subject, sink, TYPE, NAME, named ? 0.95f : score, start, end);
      }
    }
  }

  /** End of digit run {@code run} when it has that size and one separator before it, else 0. */
  private static int group(
      Anchors anchors, int run, int from, int size, char[] chars, char separator) {
    if (run >= anchors.digitRuns()
        || anchors.digitStart(run) != from + 1
        || anchors.digitEnd(run) - anchors.digitStart(run) != size) {
      return 0;
    }
    char c = chars[from];
    boolean fits = separator == '\0' ? c == '-' || c == ' ' || c == '.' : c == separator;
    return fits ? anchors.digitEnd(run) : 0;
  }

  private static boolean joined(char[] chars, int start) {
    return start > 1
        && (chars[start - 1] == '-' || chars[start - 1] == '.')
        && Chars.digit(chars[start - 2]);
  }

  private static boolean continued(char[] chars, int length, int end, int size) {
    return end + 1 < length
        && Chars.digit(chars[end + 1])
        && (chars[end] == '-' || (chars[end] == '.' && size == 9));
  }

  private static boolean issued(char[] chars, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      if (Chars.digit(chars[i])) {
        value = value * 10 + chars[i] - '0';
      }
    }
    int area = value / 1_000_000;
    return area != 0
        && area != 666
        && area < 900
        && value / 10_000 % 100 != 0
        && value % 10_000 != 0
        && value % 111_111_111 != 0
        && value != 123_456_789
        && value != 78_051_120
        && value != 219_099_999
        && value / 10 != 98_765_432;
  }
}
