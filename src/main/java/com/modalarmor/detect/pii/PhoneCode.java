package com.modalarmor.detect.pii;

import java.util.Arrays;

/** The plans of all regions of one calling code. Immutable; thread-safe. */
final class PhoneCode {

  private static final int FIRST_DIGITS = 3;
  private static final int FIRSTS = 1_000;

  /** The main one first. */
  private final PhonePlan[] plans;

  /** By the first three digits the plans that they may belong to; null when there is one plan. */
  private final PhonePlan[][] byFirst;

  PhoneCode(PhonePlan[] plans) {
    this.plans = plans;
    byFirst = plans.length == 1 ? null : new PhonePlan[FIRSTS][];
    for (int first = 0; byFirst != null && first < FIRSTS; first++) {
      char[] digits = {
        (char) ('0' + first / 100), (char) ('0' + first / 10 % 10), (char) ('0' + first % 10)
      };
      byFirst[first] =
          Arrays.stream(plans)
              .filter(plan -> plan.mayClaim(digits, 0, FIRST_DIGITS))
              .toArray(PhonePlan[]::new);
    }
  }

  PhonePlan main() {
    return plans[0];
  }

  /** True when the first region that the national digits may belong to has such a number. */
  boolean has(char[] digits, int from, int to) {
    if (byFirst == null) {
      return plans[0].hasAsWritten(digits, from, to);
    }
    PhonePlan[] asked = plans;
    if (to - from >= FIRST_DIGITS) {
      int first =
          (digits[from] - '0') * 100 + (digits[from + 1] - '0') * 10 + digits[from + 2] - '0';
      asked = byFirst[first];
    }
    for (PhonePlan plan : asked) {
      if (plan.claims()) {
        if (plan.claims(digits, from, to)) {
          return plan.has(digits, from, to);
        }
      } else if (plan.has(digits, from, to)) {
        return true;
      }
    }
    return false;
  }
}
