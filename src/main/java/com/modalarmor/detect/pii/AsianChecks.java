package com.modalarmor.detect.pii;

import static com.modalarmor.detect.pii.Check.possibleIf;
import static com.modalarmor.detect.pii.Check.provenIf;

import com.modalarmor.detect.pii.Check.Answer;
import java.time.Year;
import java.util.Set;

/** The numbers of Asia and the Pacific. Stateless. */
final class AsianChecks {

  private static final String UEN_BUSINESS = "XMKECAWLJDB";
  private static final String UEN_COMPANY = "ZKCMDNERGWH";
  private static final String UEN_OTHER = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
  private static final int[] UEN_OTHER_WEIGHTS = {4, 3, 5, 3, 10, 2, 2, 5, 7};
  private static final Set<String> UEN_KINDS =
      Set.of(
          "LP", "LL", "FC", "PF", "RF", "MQ", "MM", "NB", "CC", "CS", "MB", "FM", "GS", "DP", "CP",
          "NR", "CM", "CD", "MD", "HS", "VH", "CH", "MH", "CL", "XL", "CX", "HC", "RP", "TU", "TC",
          "FB", "FN", "PA", "PB", "SS", "MC", "SM", "GA", "GB");
  private static final int THIS_YEAR = Year.now().getValue();

  private AsianChecks() {}

  static Answer abn(Candidate c) {
    int sum = Sums.weighted(c, 0, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10;
    return provenIf(sum % 89 == 0);
  }

  static Answer acn(Candidate c) {
    return provenIf((10 - Sums.weighted(c, 0, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == c.digit(8));
  }

  static Answer tfn(Candidate c) {
    return provenIf(Sums.weighted(c, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
  }

  static Answer medicare(Candidate c) {
    return provenIf(Sums.weighted(c, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == c.digit(8));
  }

  static Answer aadhaar(Candidate c) {
    if (c.size() != 12 || !c.allDigits()) {
      return Answer.REFUTED;
    }
    boolean palindrome = true;
    for (int i = 0; i < 6; i++) {
      palindrome &= c.at(i) == c.at(11 - i);
    }
    return provenIf(!palindrome && c.digit(0) >= 2 && Sums.verhoeff(c));
  }

  static Answer verhoeff(Candidate c) {
    return provenIf(c.plain() && c.size() == 11 && c.allDigits() && Sums.verhoeff(c));
  }

  /** State, permanent account number, registration, Z, check character. */
  static Answer gstin(Candidate c) {
    if (c.size() != 15 || !c.isDigit(0) || !c.isDigit(1)) {
      return Answer.REFUTED;
    }
    int state = c.number(0, 2);
    int letters = 0;
    for (int i = 2; i < 7; i++) {
      letters += c.isLetter(i) ? 1 : 0;
    }
    boolean account = letters >= 3 && c.isLetter(11);
    for (int i = 7; i < 11; i++) {
      account &= c.isDigit(i);
    }
    return provenIf(state >= 1 && state <= 37 && account && c.at(13) == 'Z');
  }

  static Answer rrn(Candidate c) {
    return koreanResident(c, 11);
  }

  static Answer frn(Candidate c) {
    return koreanResident(c, 13);
  }

  /** Numbers since 2020 have no check digit, so that a wrong one leaves it possible. */
  private static Answer koreanResident(Candidate c, int base) {
    if (c.size() != 13 || !c.allDigits()) {
      return Answer.REFUTED;
    }
    int sum = Sums.weighted(c, 0, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
    boolean right = c.number(7, 9) <= 95 && (base - sum % 11) % 10 == c.digit(12);
    right &= !c.plain() || !isMoment(c.number(0, 2)); // one in ten moments is right, too
    return right ? Answer.PROVEN : Answer.POSSIBLE;
  }

  /** The first two of 13 digits that may be the milliseconds since 1970, from 2011 to 2033. */
  private static boolean isMoment(int lead) {
    return lead >= 13 && lead <= 19;
  }

  static Answer brn(Candidate c) {
    int last = c.digit(8) * 5;
    int sum = Sums.weighted(c, 0, 1, 3, 7, 1, 3, 7, 1, 3) + last + last / 10;
    return provenIf((10 - sum % 10) % 10 == c.digit(9));
  }

  /** The regions that issue driver's licences. */
  static Answer koreanLicence(Candidate c) {
    int region = c.number(0, 2);
    return provenIf(c.size() == 12 && region >= 11 && region <= 28 && region != 27);
  }

  static Answer tin(Candidate c) {
    boolean length = c.size() == 9 || c.size() == 12;
    return possibleIf(length && Sums.weighted(c, 0, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == c.digit(8));
  }

  static Answer thaiId(Candidate c) {
    if (!c.plain() || c.size() != 13 || !c.allDigits()) {
      return Answer.REFUTED;
    }
    int rest = Sums.weighted(c, 0, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return provenIf((rest <= 1 ? 1 - rest : 11 - rest) == c.digit(12));
  }

  static Answer uen(Candidate c) {
    if (c.size() == 9) {
      int sum = Sums.weighted(c, 0, 10, 4, 9, 3, 8, 2, 7, 1);
      return provenIf(c.at(8) == UEN_BUSINESS.charAt(sum % 11));
    }
    if (c.size() != 10) {
      return Answer.REFUTED;
    }
    if (c.isDigit(0)) {
      int sum = Sums.weighted(c, 0, 10, 8, 6, 4, 9, 7, 5, 3, 1);
      boolean year = c.number(0, 4) <= THIS_YEAR;
      return provenIf(year && c.at(9) == UEN_COMPANY.charAt(sum % 11));
    }
    int sum = -5;
    for (int i = 0; i < 9; i++) {
      int value = UEN_OTHER.indexOf(c.at(i));
      if (value < 0) {
        return Answer.REFUTED;
      }
      sum += value * UEN_OTHER_WEIGHTS[i];
    }
    boolean right = UEN_KINDS.contains(c.compact(3, 5));
    return provenIf(right && c.at(9) == UEN_OTHER.charAt(Math.floorMod(sum, 11)));
  }
}
