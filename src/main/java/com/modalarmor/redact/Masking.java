package com.modalarmor.redact;

import com.modalarmor.verdict.Finding;

/**
 * What stands in the place of a found value. Implementations serve one request or are immutable.
 */
@FunctionalInterface
public interface Masking {

  /** Each value becomes {@code <TYPE>}. */
  Masking PLACEHOLDER = (finding, value) -> '<' + finding.type().name() + '>';

  /**
   * The text that stands for {@code value}; of findings that overlap, {@code finding} is the
   * surest.
   */
  String of(Finding finding, String value);
}
