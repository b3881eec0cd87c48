package com.modalarmor.detect.pii;

/** The arithmetic of check digits. Stateless. */
final class Sums {

  private static final String VERHOEFF_PRODUCT =
      "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";
  private static final String VERHOEFF_TURN =
      "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

  private Sums() {}

  /** The digits from {@code from} on, each times its weight. */
  static int weighted(Candidate candidate, int from, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += candidate.digit(from + i) * weights[i];
    }
    return sum;
  }

  /** Luhn's sum over all digits of {@code [from, to)}, the last one counted once. */
  static boolean luhn(Candidate candidate, int from, int to, int before) {
    int sum = before;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      if (!candidate.isDigit(i)) {
        continue;
      }
      int digit = candidate.digit(i) << (twice ? 1 : 0);
      sum += digit > 9 ? digit - 9 : digit;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /** Verhoeff's check over all digits, the check digit last. */
  static boolean verhoeff(Candidate candidate) {
    int check = 0;
    int size = candidate.size();
    for (int i = 0; i < size; i++) {
      int digit = candidate.digit(size - 1 - i);
      int turned = VERHOEFF_TURN.charAt((i & 7) * 10 + digit) - '0';
      check = VERHOEFF_PRODUCT.charAt(check * 10 + turned) - '0';
    }
    return check == 0;
  }

  /** ISO 7064 MOD 11,10 over {@code count} digits, the check digit after them. */
  static boolean mod11and10(Candidate candidate, int from, int count) {
    int product = 10;
    for (int i = from; i < from + count; i++) {
      int sum = (candidate.digit(i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int check = 11 - product;
    return (check == 10 ? 0 : check) == candidate.digit(from + count);
  }

  /** The check digit of machine readable documents (ICAO 9303), the last of the characters. */
  static boolean icao(Candidate candidate) {
    int last = candidate.size() - 1;
    int sum = 0;
    for (int i = 0; i < last; i++) {
      int value = candidate.isDigit(i) ? candidate.digit(i) : candidate.at(i) - 'A' + 10;
      sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
    }
    return sum % 10 == candidate.digit(last);
  }

  /** The sum of the digits of each product. */
  static int crossSums(int[] digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int product = digits[i] * weights[i];
      sum += product / 10 + product % 10;
    }
    return sum;
  }

  static boolean sameDigits(Candidate candidate, int to) {
    for (int i = 1; i < to; i++) {
      if (candidate.at(i) != candidate.at(0)) {
        return false;
      }
    }
    return true;
  }

  /** True for a day that the month of that year has. */
  static boolean day(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int days =
        month == 2
            ? (leap ? 29 : 28)
            : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return day <= days;
  }
}
