package com.modalarmor.detect;

/** Reads IP addresses (RFC 4291, RFC 4632) at a given place. Stateless. */
final class IpAddresses {

  /** Longest textual IPv6 address. */
  static final int V6_CHARS_MAX = 45;

  private IpAddresses() {}

  /** End of the four decimal octets at {@code start}, or 0. */
  static int v4End(char[] chars, int length, int start) {
    int i = start;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (i >= length || chars[i] != '.') {
          return 0;
        }
        i++;
      }
      int from = i;
      int value = 0;
      while (i < length && i - from < 4 && Chars.digit(chars[i])) {
        value = value * 10 + chars[i++] - '0';
      }
      if (i == from || value > 255 || i - from > 3 || (chars[from] == '0' && i - from > 1)) {
        return 0;
      }
    }
    boolean more = i + 1 < length && chars[i] == '.' && Chars.digit(chars[i + 1]);
    return more || !Chars.closes(chars, length, i) ? 0 : i;
  }

  /** End of the IPv6 address at {@code start}, without zone and prefix length, or 0. */
  static int v6End(char[] chars, int length, int start) {
    int groups = 0;
    boolean compressed = false;
    boolean digits = false;
    int i = start;
    while (i < length) {
      if (chars[i] == ':' && i + 1 < length && chars[i + 1] == ':') {
        if (compressed || (i + 2 < length && chars[i + 2] == ':')) {
          return 0;
        }
        compressed = true;
        i += 2;
      } else if (groups > 0 && chars[i] == ':' && i + 1 < length && Chars.hex(chars[i + 1])) {
        i++;
      } else if (groups > 0 || compressed) {
        break;
      }
      int from = i;
      while (i < length && i - from < 5 && Chars.hex(chars[i])) {
        digits |= Chars.digit(chars[i]);
        i++;
      }
      if (i == from) {
        break;
      }
      if (i - from > 4) {
        return 0;
      }
      if (i + 1 < length && chars[i] == '.' && Chars.digit(chars[i + 1])) {
        int end = v4End(chars, length, from);
        groups += 2;
        return end > 0 && (compressed ? groups <= 7 : groups == 8) ? end : 0;
      }
      groups++;
    }
    boolean whole = compressed ? groups <= 7 : groups == 8;
    // Names such as face::add are code.
    boolean plausible = digits || groups == 0 || groups >= 3;
    return whole && plausible && Chars.closes(chars, length, i) ? i : 0;
  }
}
