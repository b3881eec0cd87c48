package com.modalarmor.text.url;

import java.util.Map;

/** Character references in attribute values, as far as they can hide a link target. Stateless. */
public final class Entities {

  private static final int NAME_MAX = 12;

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("colon", ":"),
          Map.entry("sol", "/"),
          Map.entry("bsol", "\\"),
          Map.entry("tab", "\t"),
          Map.entry("newline", "\n"),
          Map.entry("lpar", "("),
          Map.entry("rpar", ")"),
          Map.entry("period", "."),
          Map.entry("num", "#"),
          Map.entry("nbsp", "\u00A0"));

  private Entities() {}

  public static String decode(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int next = text.charAt(i) == '&' ? reference(text, i, out) : i;
      if (next == i) {
        out.append(text.charAt(i));
      } else {
        i = next - 1;
      }
    }
    return out.toString();
  }

  private static int reference(String text, int at, StringBuilder out) {
    boolean number = at + 1 < text.length() && text.charAt(at + 1) == '#';
    int end = at + 1;
    int bound = Math.min(text.length(), at + NAME_MAX);
    while (end < bound
        && (Character.isLetterOrDigit(text.charAt(end)) || (number && end == at + 1))) {
      end++;
    }
    String name = text.substring(at + 1, end);
    int after = end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
    if (number) {
      int c = code(name.substring(1));
      if (c < 0) {
        return at;
      }
      out.appendCodePoint(c);
      return after;
    }
    String named = NAMED.get(name.toLowerCase(java.util.Locale.ROOT));
    if (named == null) {
      return at;
    }
    out.append(named);
    return after;
  }

  private static int code(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    String text = hex ? digits.substring(1) : digits;
    if (text.isEmpty() || text.length() > 8) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
      if (value > Character.MAX_CODE_POINT) {
        return 0xFFFD;
      }
    }
    return value == 0 ? 0xFFFD : value;
  }
}
