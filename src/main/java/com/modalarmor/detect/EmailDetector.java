package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/** Finds e-mail addresses around each {@code @}. Stateless. */
final class EmailDetector implements Detector {

  private static final String NAME = "email_address";
  private static final FindingType TYPE = FindingType.pii("EMAIL_ADDRESS", Severity.MEDIUM);
  private static final int LOCAL_MAX = 64;
  private static final boolean[] LOCAL = local();

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
    for (int i = 0; i < anchors.ats(); i++) {
      int at = anchors.at(i);
      int start = localStart(chars, at);
      if (start == at || at + 1 >= length) {
        continue;
      }
      int end = DomainNames.end(chars, length, at + 1);
      if (end > 0 && Chars.closes(chars, length, end)) {
        Pii.report(subject, sink, TYPE, NAME, 1f, start, end);
      }
    }
  }

  private static int localStart(char[] chars, int at) {
    if (at == 0 || chars[at - 1] == '.') {
      return at;
    }
    int bound = Math.max(0, at - LOCAL_MAX - 1);
    int i = at;
    // A name in a script without spaces counts only when it is the whole local part: else it is the
    // sentence around the address.
    while (i > bound
        && !Chars.word(chars[i - 1])
        && chars[i - 1] >= 128
        && Character.isLetterOrDigit(chars[i - 1])) {
      i--;
    }
    while (i > bound && localChar(chars[i - 1]) && !(chars[i - 1] == '.' && chars[i] == '.')) {
      i--;
    }
    if (i == bound && at - i > LOCAL_MAX) {
      return at;
    }
    // Signs that stand before a word rather than in it; the address begins at its first name
    // character.
    while (i < at && !Chars.alphanumeric(chars[i]) && chars[i] != '_' && chars[i] < 128) {
      i++;
    }
    if (i < at && Chars.letter(chars[at - 1]) && scheme(chars, i, at)) {
      return at;
    }
    return i;
  }

  /** {@code https://user@host} is a URL's user part. */
  private static boolean scheme(char[] chars, int start, int at) {
    return start >= 3
        && chars[start - 1] == '/'
        && chars[start - 2] == '/'
        && chars[start - 3] == ':';
  }

  private static boolean localChar(char c) {
    return c < 128 ? LOCAL[c] : Character.isLetterOrDigit(c) && Chars.word(c);
  }

  private static boolean[] local() {
    boolean[] table = new boolean[128];
    for (char c = 0; c < 128; c++) {
      table[c] = Chars.alphanumeric(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }
    return table;
  }
}
