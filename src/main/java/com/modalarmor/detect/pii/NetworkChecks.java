package com.modalarmor.detect.pii;

import static com.modalarmor.detect.pii.Check.possibleIf;

import com.modalarmor.detect.pii.Check.Answer;

/** Addresses of networks and network cards. Stateless. */
final class NetworkChecks {

  private NetworkChecks() {}

  static Answer mac(Candidate c) {
    boolean same = Sums.sameDigits(c, c.size()) && (c.at(0) == '0' || c.at(0) == 'F');
    return possibleIf(c.size() == 12 && !same);
  }

  /** RFC 791 and RFC 4291 addresses, with a zone or a prefix length. */
  static Answer address(Candidate c) {
    int slash = c.rawLength();
    for (int i = 0; i < c.rawLength(); i++) {
      if (c.raw(i) == '/') {
        slash = i;
        break;
      }
    }
    boolean six = false;
    boolean digit = false;
    boolean letter = false;
    int zone = slash;
    for (int i = slash - 1; i >= 0; i--) {
      six |= c.raw(i) == ':';
      digit |= Units.digit(c.raw(i));
      letter |= Units.letter(c.raw(i));
      zone = c.raw(i) == '%' ? i : zone;
    }
    int prefix = number(c, slash + 1, c.rawLength(), 128);
    boolean prefixed = slash == c.rawLength() || (prefix >= 0 && prefix <= (six ? 128 : 32));
    if (letter && !digit) {
      return Answer.REFUTED; // Face::Add is code
    }
    return possibleIf(prefixed && (six ? groups(c, zone) : octets(c, 0, slash)));
  }

  /**
   * True for an address that is hardly the number of a version: one of the ranges of home and
   * office networks that begin with 172 or 192, the machine itself, a link's own range; or with a
   * prefix length or a port after it.
   */
  static boolean isPlainAddress(char[] text, int length, int start, int end) {
    int[] parts = new int[4];
    int part = 0;
    int at = start;
    for (; at < end && text[at] != '/'; at++) {
      if (text[at] == '.' && part < 3) {
        part++;
      } else if (Units.digit(text[at]) && parts[part] < 256) {
        parts[part] = parts[part] * 10 + text[at] - '0';
      } else {
        return false;
      }
    }
    boolean port =
        end + 2 < length
            && text[end] == ':'
            && Units.digit(text[end + 1])
            && Units.digit(text[end + 2]);
    boolean own =
        (parts[0] == 192 && parts[1] == 168)
            || (parts[0] == 172 && parts[1] >= 16 && parts[1] < 32)
            || (parts[0] == 169 && parts[1] == 254)
            || parts[0] == 127;
    return part == 3 && (own || port || at < end);
  }

  private static boolean octets(Candidate c, int from, int to) {
    int count = 0;
    for (int at = from; at <= to; count++) {
      int dot = at;
      while (dot < to && c.raw(dot) != '.') {
        dot++;
      }
      boolean zeroFirst = dot - at > 1 && c.raw(at) == '0';
      if (zeroFirst || number(c, at, dot, 255) < 0) {
        return false;
      }
      at = dot + 1;
    }
    return count == 4;
  }

  /** Eight groups of up to four hex digits, one double colon for at least one of them. */
  private static boolean groups(Candidate c, int to) {
    int count = 0;
    boolean gap = false;
    int at = 0;
    if (to >= 2 && c.raw(0) == ':') {
      if (c.raw(1) != ':') {
        return false;
      }
      gap = true;
      at = 2;
    }
    while (at < to) {
      int end = at;
      while (end < to && c.raw(end) != ':') {
        if (c.raw(end) == '.') {
          return octets(c, at, to) && full(count + 2, gap);
        }
        end++;
      }
      if (end == at || end - at > 4) {
        return false;
      }
      count++;
      at = end;
      if (at < to && at + 1 == to) {
        return false; // a single colon at the end
      }
      if (at + 1 < to && c.raw(at + 1) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
      at++;
    }
    return full(count, gap);
  }

  private static boolean full(int groups, boolean gap) {
    return gap ? groups <= 7 : groups == 8;
  }

  private static int number(Candidate c, int from, int to, int max) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = c.raw(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
      if (number > max) {
        return -1;
      }
    }
    return from == to ? -1 : number;
  }
}
