package com.modalarmor.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/**
 * Asks the numbering plans of libphonenumber whether digits are a number that can exist. Stateless;
 * the plans load on first use.
 */
final class PhonePlans {

  private static final String[] TRUNK = {
    "GB", "DE", "FR", "IT", "NL", "AU", "JP", "IN", "AT", "CH"
  };
  private static final String[] ANY = {
    "US", "GB", "DE", "FR", "IT", "ES", "IN", "BR", "CN", "PL", "IL"
  };
  private static final String[] NORTH_AMERICA = {"US"};

  private PhonePlans() {}

  static void warmUp() {
    valid("+14155550132".toCharArray(), 1, 12, 11, PhoneShape.INTERNATIONAL);
  }

  /** Upper bound of the look-ups that a shape takes. */
  static int cost(PhoneShape shape) {
    return shape == PhoneShape.NONE || shape == PhoneShape.TRUNK ? 10 : 1;
  }

  static boolean valid(char[] chars, int start, int end, int digits, PhoneShape shape) {
    StringBuilder number = new StringBuilder(digits + 1);
    for (int i = start; i < end; i++) {
      if (Chars.digit(chars[i])) {
        number.append(chars[i]);
      }
    }
    switch (shape) {
      case INTERNATIONAL:
        if (number.charAt(0) == '0' && number.charAt(1) == '0') {
          number.delete(0, 2);
        } else {
          // "+44 (0)20 …": the trunk zero in brackets is not dialled.
          dropBracketedZero(chars, start, end, number);
        }
        return valid(number.insert(0, '+').toString(), null);
      case NORTH_AMERICAN:
        return validIn(number.toString(), NORTH_AMERICA);
      case TRUNK:
        return validIn(number.toString(), TRUNK);
      default:
        return digits <= 13 && validIn(number.toString(), ANY);
    }
  }

  private static void dropBracketedZero(char[] chars, int start, int end, StringBuilder number) {
    int digit = 0;
    for (int i = start; i + 2 < end; i++) {
      if (chars[i] == '(' && chars[i + 1] == '0' && chars[i + 2] == ')') {
        number.deleteCharAt(digit);
        return;
      }
      digit += Chars.digit(chars[i]) ? 1 : 0;
    }
  }

  private static boolean validIn(String number, String[] regions) {
    for (String region : regions) {
      if (valid(number, region)) {
        return true;
      }
    }
    return false;
  }

  private static boolean valid(String number, String region) {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    try {
      return plans.isValidNumber(plans.parse(number, region));
    } catch (NumberParseException e) {
      return false;
    }
  }
}
