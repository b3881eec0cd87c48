package com.modalarmor.text.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding and its sets, as the URL standard has them. Stateless. */
final class PercentCode {

  static final String FRAGMENT = " \"<>`";
  static final String QUERY = " \"#<>";
  static final String SPECIAL_QUERY = QUERY + "'";
  static final String PATH = " \"#<>?^`{}";
  static final String USER = PATH + "/:;=@[\\]|";

  private static final String HEX = "0123456789ABCDEF";

  private PercentCode() {}

  static void encode(StringBuilder out, String text, String set) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c > 0x1F && c < 0x7F && set.indexOf(c) < 0) {
        out.append((char) c);
        continue;
      }
      boolean lone = c >= 0xD800 && c < 0xE000;
      byte[] bytes =
          new String(Character.toChars(lone ? 0xFFFD : c)).getBytes(StandardCharsets.UTF_8);
      for (byte b : bytes) {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
  }

  /** The text with its escapes undone; bytes that are no UTF-8 become U+FFFD. */
  static String decode(String text) {
    return text.indexOf('%') < 0 ? text : new String(bytes(text), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%' && i + 2 < raw.length && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
        out.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
        i += 2;
      } else {
        out.write(raw[i]);
      }
    }
    return out.toByteArray();
  }

  static int hex(int c) {
    return Character.digit(c, 16);
  }
}
