package com.modalarmor.detect.pii;

import static com.modalarmor.detect.pii.Check.possibleIf;
import static com.modalarmor.detect.pii.Check.provenIf;

import com.modalarmor.detect.pii.Check.Answer;

/** Cards, and the numbers of the United States and Canada. Stateless. */
final class AmericanChecks {

  private AmericanChecks() {}

  /** Luhn; thirteen digits that begin with 1 are moments in milliseconds. */
  static Answer card(Candidate c) {
    int run = 0;
    while (run < c.rawLength() && c.raw(run) >= '0' && c.raw(run) <= '9') {
      run++;
    }
    return provenIf(!(run == 13 && c.raw(0) == '1') && Sums.luhn(c, 0, c.size(), 0));
  }

  static Answer luhnOrNothing(Candidate c) {
    return possibleIf(Sums.luhn(c, 0, c.size(), 0));
  }

  /** Areas and groups that were never given out, numbers of advertisements, mixed separators. */
  static Answer ssn(Candidate c) {
    char separator = 0;
    for (int i = 0; i < c.rawLength(); i++) {
      char raw = c.raw(i);
      if (raw < '0' || raw > '9') {
        if (separator != 0 && raw != separator) {
          return Answer.REFUTED;
        }
        separator = raw;
      }
    }
    boolean wrong =
        Sums.sameDigits(c, 9)
            || c.number(3, 5) == 0
            || c.number(5, 9) == 0
            || c.number(0, 3) == 0
            || c.number(0, 3) == 666
            || c.starts("123456789")
            || c.starts("987654320")
            || c.starts("078051120");
    return possibleIf(!wrong);
  }

  /** Luhn with the prefix 80840, which adds 24; a body of one digit is none. */
  static Answer npi(Candidate c) {
    return provenIf(Sums.luhn(c, 0, c.size(), 24) && !Sums.sameDigits(c, c.size() - 1));
  }

  static Answer routing(Candidate c) {
    return provenIf(Sums.weighted(c, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0);
  }

  /** A certificate of the DEA: two characters and seven digits. */
  static Answer dea(Candidate c) {
    int sum = Sums.weighted(c, 2, 1, 2, 1, 2, 1, 2);
    return provenIf(sum % 10 == c.digit(8));
  }
}
