package com.modalarmor.redact;

/** Undoes the escapes of JSON strings, leniently. Stateless. */
final class JsonEscapes {

  private static final String NAMES = "bfnrt";
  private static final String MEANT = "\b\f\n\r\t";

  private JsonEscapes() {}

  /** The text that was escaped; what is no escape stays as it is. */
  static String undone(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder out = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      char c = escaped.charAt(i);
      if (c != '\\' || i + 1 == escaped.length()) {
        out.append(c);
        i++;
        continue;
      }
      char name = escaped.charAt(i + 1);
      int known = NAMES.indexOf(name);
      char unicode = name == 'u' ? unicode(escaped, i) : 0;
      if (unicode != 0) {
        out.append(unicode);
        i += 6;
      } else {
        out.append(known < 0 ? name : MEANT.charAt(known));
        i += 2;
      }
    }
    return out.toString();
  }

  /** The unit that the escape at {@code i} stands for; 0 = none. */
  static char unicode(String text, int i) {
    if (i + 6 > text.length()) {
      return 0;
    }
    int value = 0;
    for (int k = i + 2; k < i + 6; k++) {
      int digit = Character.digit(text.charAt(k), 16);
      if (digit < 0) {
        return 0;
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }
}
