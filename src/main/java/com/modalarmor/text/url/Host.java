package com.modalarmor.text.url;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;

/**
 * The host of a web address as a browser reads it. Immutable.
 *
 * @param text serialised: lower case, punycode, addresses in their usual form
 * @param kind what it is
 * @param v4 the IPv4 address, also inside an IPv6 one; -1 = none
 */
public record Host(String text, Kind kind, long v4) {

  /** What a host is. */
  public enum Kind {
    NAME,
    V4,
    V6,
    /** Of a scheme that browsers know nothing of. */
    OPAQUE
  }

  private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";
  private static final String FORBIDDEN_IN_DOMAIN = FORBIDDEN + "%\u007F";

  private static final IDNA TO_ASCII =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();

  /** Reads a host; null = there is no such one. */
  static Host parse(String input, boolean special) {
    if (input.startsWith("[")) {
      if (!input.endsWith("]")) {
        return null;
      }
      int[] groups = IpHosts.v6(input.substring(1, input.length() - 1));
      return groups == null
          ? null
          : new Host("[" + IpHosts.v6Text(groups) + "]", Kind.V6, IpHosts.v4Inside(groups));
    }
    if (!special) {
      return opaque(input);
    }
    String decoded = PercentCode.decode(input);
    String ascii = ascii(decoded);
    if (ascii == null || ascii.isEmpty() || holds(ascii, FORBIDDEN_IN_DOMAIN)) {
      return null;
    }
    if (!IpHosts.endsInNumber(ascii)) {
      return new Host(ascii, Kind.NAME, -1);
    }
    long address = IpHosts.v4(ascii);
    return address < 0 ? null : new Host(IpHosts.v4Text(address), Kind.V4, address);
  }

  private static Host opaque(String input) {
    if (holds(input, FORBIDDEN)) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    PercentCode.encode(out, input, "");
    return new Host(out.toString(), Kind.OPAQUE, -1);
  }

  private static boolean holds(String text, String forbidden) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || forbidden.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String ascii(String name) {
    if (plain(name)) {
      return lower(name);
    }
    StringBuilder out = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    TO_ASCII.nameToASCII(name, out, info);
    for (IDNA.Error error : info.getErrors()) {
      if (!tolerated(error)) {
        return null;
      }
    }
    return out.toString();
  }

  /** Lengths and hyphens are not checked by browsers. */
  private static boolean tolerated(IDNA.Error error) {
    return switch (error) {
      case EMPTY_LABEL,
          LABEL_TOO_LONG,
          DOMAIN_NAME_TOO_LONG,
          LEADING_HYPHEN,
          TRAILING_HYPHEN,
          HYPHEN_3_4 ->
          true;
      default -> false;
    };
  }

  private static boolean plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128) {
        return false;
      }
    }
    return !lower(name).contains("xn--");
  }

  private static String lower(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /** Whether a label beyond ASCII looks like one of ASCII letters, so that a reader takes it so. */
  public boolean looksLikeAscii() {
    if (kind != Kind.NAME || !text.contains("xn--")) {
      return false;
    }
    StringBuilder out = new StringBuilder();
    TO_ASCII.nameToUnicode(text, out, new IDNA.Info());
    for (String label : Pieces.of(out.toString(), '.')) {
      if (!plain(label) && plain(LOOKS.getSkeleton(label))) {
        return true;
      }
    }
    return false;
  }
}
