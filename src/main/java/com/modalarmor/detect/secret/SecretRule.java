package com.modalarmor.detect.secret;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * One shape of a secret without its pattern, which the engine holds. Immutable.
 *
 * @param detector name in findings, {@code secret:<id>}
 * @param form where the value stands in a match
 * @param chars with {@link Form#LED}: characters of the value
 * @param max with {@link Form#LED}: characters of the longest value
 * @param extend characters by which a match goes on to the right; null = it does not
 * @param exact how the value begins, in upper and lower case; empty = any
 * @param entropyMin bits a character
 * @param tail what may follow
 */
record SecretRule(
    String id,
    String provider,
    FindingType type,
    String detector,
    Severity severity,
    Form form,
    AsciiSet chars,
    int max,
    AsciiSet extend,
    Casing casing,
    String exact,
    double entropyMin,
    SecretCheck check,
    Tail tail) {

  /** Where the value stands. */
  enum Form {
    /** The match is the value. */
    WHOLE,
    /** After the operator of an assignment. */
    ASSIGNED,
    /** At the end, after something that leads to it. */
    LED
  }

  /** What may follow a value. */
  enum Tail {
    /** No letter or digit. */
    CLOSED,
    /** No letter, digit, underscore or dash. */
    WORD,
    ANY
  }

  /** Upper and lower case in the value as sent. */
  enum Casing {
    ANY,
    /** No lower-case letter. */
    UPPER,
    /** No upper-case letter. */
    LOWER,
    /** An upper-case letter, and a digit or a lower-case letter. */
    MIXED,
    /** Upper-case and lower-case letters and digits. */
    MIXED3;

    boolean fits(char[] exact, int start, int end) {
      if (this == ANY) {
        return true;
      }
      boolean upper = false;
      boolean lower = false;
      boolean digit = false;
      for (int i = start; i < end; i++) {
        upper |= Letters.upper(exact[i]);
        lower |= Letters.lower(exact[i]);
        digit |= Letters.digit(exact[i]);
      }
      return switch (this) {
        case ANY -> true;
        case UPPER -> !lower;
        case LOWER -> !upper;
        case MIXED -> upper && (lower || digit);
        case MIXED3 -> upper && lower && digit;
      };
    }
  }
}
