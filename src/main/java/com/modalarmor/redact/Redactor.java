package com.modalarmor.redact;

import com.modalarmor.verdict.Finding;
import java.util.List;

/** Masks findings in a text that stands alone. Stateless. */
public final class Redactor {

  private Redactor() {}

  /** Each found range becomes {@code <TYPE>}; ranges that overlap become one. */
  public static String replace(String text, List<Finding> findings) {
    return replace(text, findings, Masking.PLACEHOLDER);
  }

  /** Each found range becomes what {@code masking} says; ranges that overlap become one. */
  public static String replace(String text, List<Finding> findings, Masking masking) {
    if (findings.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int done = 0;
    for (MaskRange range : MaskRange.of(text, findings)) {
      out.append(text, done, range.start())
          .append(masking.of(range.finding(), text.substring(range.start(), range.end())));
      done = range.end();
    }
    return out.append(text, done, text.length()).toString();
  }
}
