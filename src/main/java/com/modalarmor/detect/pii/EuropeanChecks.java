package com.modalarmor.detect.pii;

import static com.modalarmor.detect.pii.Check.possibleIf;
import static com.modalarmor.detect.pii.Check.provenIf;

import com.modalarmor.detect.pii.Check.Answer;

/** The numbers of European countries but Germany, and of Turkey. Stateless. */
final class EuropeanChecks {

  private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String NO_INSURANCE_PREFIX = " BG GB NK KN NT TN ZZ ";

  /** Values of the odd characters of an Italian fiscal code: digits, then letters. */
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
    12, 14, 16, 10, 22, 25, 24, 23
  };

  private EuropeanChecks() {}

  static Answer nhs(Candidate c) {
    return provenIf(Sums.weighted(c, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
  }

  /** The prefix of temporary and other administrations' numbers. */
  static Answer nino(Candidate c) {
    boolean letterFirst = c.raw(0) != ' ';
    return possibleIf(!letterFirst || !NO_INSURANCE_PREFIX.contains(" " + c.compact(0, 2) + " "));
  }

  /** Five letters of the name, filled up with 9. */
  static Answer drivingLicence(Candidate c) {
    int letters = 0;
    while (letters < 5 && c.isLetter(letters)) {
      letters++;
    }
    for (int i = letters; i < 5; i++) {
      if (c.at(i) != '9') {
        return Answer.REFUTED;
      }
    }
    return possibleIf(letters > 0);
  }

  /** The age of a plate of today's form. */
  static Answer vehicle(Candidate c) {
    if (c.size() == 7 && c.isLetter(0) && c.isLetter(1) && c.isDigit(2) && c.isDigit(3)) {
      int age = c.number(2, 4);
      return provenIf((age >= 2 && age <= 29) || (age >= 51 && age <= 79));
    }
    return Answer.POSSIBLE;
  }

  static Answer nif(Candidate c) {
    int last = c.size() - 1;
    return provenIf(c.at(last) == SPANISH.charAt(c.number(0, last) % 23));
  }

  static Answer nie(Candidate c) {
    int last = c.size() - 1;
    int first = c.at(0) - 'X';
    if (first < 0 || first > 2 || c.size() < 8 || c.size() > 9) {
      return Answer.REFUTED;
    }
    int digits = last - 1;
    int number = first * (digits == 7 ? 10_000_000 : 1_000_000) + c.number(1, last);
    return provenIf(c.at(last) == SPANISH.charAt(number % 23));
  }

  /** A wrong check letter leaves it possible. */
  static Answer fiscalCode(Candidate c) {
    int sum = 0;
    int last = c.size() - 1;
    for (int i = 0; i < last; i++) {
      int value = c.isDigit(i) ? c.digit(i) : c.at(i) - 'A';
      sum += i % 2 == 1 ? value : ITALIAN_ODD[c.isDigit(i) ? value : value + 10];
    }
    return c.at(last) == 'A' + sum % 26 ? Answer.PROVEN : Answer.POSSIBLE;
  }

  static Answer italianVat(Candidate c) {
    boolean zeros = Sums.sameDigits(c, c.size()) && c.at(0) == '0';
    return provenIf(c.size() == 11 && c.allDigits() && !zeros && Sums.luhn(c, 0, 11, 0));
  }

  static Answer pesel(Candidate c) {
    boolean shape = c.plain() && c.size() == 11 && c.allDigits();
    return provenIf(
        shape && (10 - Sums.weighted(c, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == c.digit(10));
  }

  static Answer hetu(Candidate c) {
    if (c.rawLength() != 11) {
      return Answer.REFUTED;
    }
    char sign = c.raw(6);
    int century = sign == '+' ? 1800 : sign == '-' || (sign >= 'U' && sign <= 'Y') ? 1900 : 2000;
    int number = 0;
    for (int i = 0; i < 10; i++) {
      number = i == 6 ? number : number * 10 + c.raw(i) - '0';
    }
    int day = (c.raw(0) - '0') * 10 + c.raw(1) - '0';
    int month = (c.raw(2) - '0') * 10 + c.raw(3) - '0';
    int year = (c.raw(4) - '0') * 10 + c.raw(5) - '0';
    return provenIf(
        Sums.day(century + year, month, day) && FINNISH.charAt(number % 31) == c.raw(10));
  }

  static Answer personnummer(Candidate c) {
    int from = c.size() - 10;
    if (from < 0) {
      return Answer.REFUTED;
    }
    int month = c.number(from + 2, from + 4);
    int day = c.number(from + 4, from + 6);
    day = day >= 61 ? day - 60 : day;
    boolean date = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return provenIf(date && Sums.luhn(c, from, from + 10, 0));
  }

  static Answer organisationsnummer(Candidate c) {
    return provenIf(c.size() == 10 && c.allDigits() && c.digit(2) >= 2 && Sums.luhn(c, 0, 10, 0));
  }

  static Answer turkishId(Candidate c) {
    if (!c.plain() || c.size() != 11 || !c.allDigits() || c.at(0) == '0') {
      return Answer.REFUTED;
    }
    int odd = Sums.weighted(c, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = Sums.weighted(c, 0, 0, 1, 0, 1, 0, 1, 0, 1);
    boolean tenth = Math.floorMod(odd * 7 - even, 10) == c.digit(9);
    return provenIf(tenth && (odd + even + c.digit(9)) % 10 == c.digit(10));
  }

  static Answer turkishPlate(Candidate c) {
    if (c.size() < 3 || !c.isDigit(0) || !c.isDigit(1)) {
      return Answer.POSSIBLE;
    }
    int province = c.number(0, 2);
    return provenIf(province >= 1 && province <= 81);
  }
}
