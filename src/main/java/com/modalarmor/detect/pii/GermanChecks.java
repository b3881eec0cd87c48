package com.modalarmor.detect.pii;

import static com.modalarmor.detect.pii.Check.possibleIf;
import static com.modalarmor.detect.pii.Check.provenIf;

import com.modalarmor.detect.pii.Check.Answer;

/** The numbers of Germany. Stateless. */
final class GermanChecks {

  private static final String NOT_IN_DOCUMENTS = "ABDEIOQSU";

  private GermanChecks() {}

  static Answer bsnr(Candidate c) {
    return possibleIf(c.plain() && c.size() == 9 && c.allDigits() && c.number(0, 9) != 0);
  }

  static Answer lanr(Candidate c) {
    boolean shape = c.plain() && c.size() == 9 && c.allDigits();
    return provenIf(shape && (10 - Sums.weighted(c, 0, 4, 9, 4, 9, 4, 9) % 10) % 10 == c.digit(6));
  }

  static Answer healthInsurance(Candidate c) {
    if (!c.plain() || c.size() != 10 || !c.isLetter(0) || !digits(c, 1, 10)) {
      return Answer.REFUTED;
    }
    int[] digits = new int[10];
    letter(c.at(0), digits, 0);
    for (int i = 1; i < 9; i++) {
      digits[i + 1] = c.digit(i);
    }
    return provenIf(Sums.crossSums(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == c.digit(9));
  }

  static Answer socialSecurity(Candidate c) {
    if (!c.plain() || c.size() != 12 || !digits(c, 0, 8) || !c.isLetter(8) || !digits(c, 9, 12)) {
      return Answer.REFUTED;
    }
    int day = c.number(2, 4);
    int month = c.number(4, 6);
    if (!((day >= 1 && day <= 31) || (day >= 51 && day <= 81)) || month < 1 || month > 12) {
      return Answer.REFUTED;
    }
    int[] digits = new int[12];
    for (int i = 0; i < 8; i++) {
      digits[i] = c.digit(i);
    }
    letter(c.at(8), digits, 8);
    digits[10] = c.digit(9);
    digits[11] = c.digit(10);
    return provenIf(Sums.crossSums(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == c.digit(11));
  }

  static Answer idCard(Candidate c) {
    if (!c.plain() || c.size() != 9) {
      return Answer.REFUTED;
    }
    if (c.at(0) == 'T' && digits(c, 1, 9)) {
      return Answer.POSSIBLE;
    }
    return provenIf(c.isDigit(8) && Sums.icao(c));
  }

  static Answer passport(Candidate c) {
    if (!c.plain() || c.size() != 9 || !c.isDigit(8)) {
      return Answer.REFUTED;
    }
    for (int i = 0; i < 8; i++) {
      if (NOT_IN_DOCUMENTS.indexOf(c.at(i)) >= 0) {
        return Answer.REFUTED;
      }
    }
    return provenIf(Sums.icao(c));
  }

  static Answer taxId(Candidate c) {
    if (!c.plain() || c.size() != 11 || !c.allDigits() || c.at(0) == '0') {
      return Answer.REFUTED;
    }
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      if (++times[c.digit(i)] > 3) {
        return Answer.REFUTED;
      }
    }
    return provenIf(Sums.mod11and10(c, 0, 10));
  }

  /** A wrong check digit leaves it possible: numbers before 1993 have none. */
  static Answer vat(Candidate c) {
    if (c.size() != 11 || !c.starts("DE") || !digits(c, 2, 11)) {
      return Answer.REFUTED;
    }
    return Sums.mod11and10(c, 2, 8) ? Answer.PROVEN : Answer.POSSIBLE;
  }

  static Answer postcode(Candidate c) {
    return possibleIf(!c.starts("01000") && !c.starts("99999"));
  }

  private static boolean digits(Candidate c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!c.isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  /** The place of a letter in the alphabet as two digits. */
  private static void letter(char letter, int[] digits, int at) {
    int place = letter - 'A' + 1;
    digits[at] = place / 10;
    digits[at + 1] = place % 10;
  }
}
