package com.modalarmor.text.url;

import java.util.Locale;
import java.util.Set;

/** What a link target does when it is followed or loaded. Stateless. */
public final class LinkTargets {

  private static final Set<String> RUNS =
      Set.of("javascript", "vbscript", "livescript", "mocha", "jscript", "view-source", "wyciwyg");

  private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");

  /** Letters of a value in a path or query that may be words or a key. */
  private static final int CARRIED_MIN = 16;

  private static final int ENCODED_MIN = 20;

  private LinkTargets() {}

  /** Scheme as a browser sees it: control characters, blanks and line ends do not count. */
  public static String scheme(String target) {
    StringBuilder out = new StringBuilder(16);
    for (int i = 0; i < target.length() && out.length() < 32; i++) {
      char c = target.charAt(i);
      if (c == ':') {
        return out.toString().toLowerCase(Locale.ROOT);
      }
      if (c <= ' ' || c == 0x7F || (c >= 0x80 && c <= 0xA0)) {
        continue;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')) {
        return "";
      }
      out.append(c);
    }
    return "";
  }

  /** Whether following the target runs code. */
  public static boolean runs(String target) {
    String scheme = scheme(target);
    if (RUNS.contains(scheme)) {
      return true;
    }
    if (!scheme.equals("data")) {
      return false;
    }
    String rest = squeezed(target.substring(target.indexOf(':') + 1));
    boolean picture = rest.startsWith("image/") && !rest.startsWith("image/svg");
    return !(picture
        || rest.startsWith("text/plain")
        || rest.startsWith("audio/")
        || rest.startsWith("video/"));
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(32);
    for (int i = 0; i < text.length() && out.length() < 32; i++) {
      if (text.charAt(i) > ' ') {
        out.append(text.charAt(i));
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether a reader may be offered the target as a link. */
  public static boolean linkable(String target) {
    return LINKS.contains(scheme(target));
  }

  /**
   * Whether the address carries something out that is no name of a page or a picture, in [0,1].
   *
   * @param loaded it is fetched without a click, as pictures are
   */
  public static float carries(WebAddress address, boolean loaded) {
    float most = address.query() == null ? 0 : ofQuery(address.query(), loaded);
    String path = address.path();
    int last = path.lastIndexOf('/') + 1;
    int sign = path.indexOf('=', last);
    if (sign >= 0) {
      String value = PercentCode.decode(path.substring(sign + 1));
      most =
          Math.max(most, value.isEmpty() ? 0 : Math.max(loaded ? 0.8f : 0, ofValue(value, loaded)));
    }
    for (String segment : Pieces.of(path, '/')) {
      if (segment.length() >= 40) {
        most = Math.max(most, encoded(segment, 40) ? 0.6f : 0);
      }
      if (placeholder(PercentCode.decode(segment))) {
        most = Math.max(most, 0.9f);
      }
    }
    if (address.host() != null) {
      for (String label : Pieces.of(address.hostname(), '.')) {
        most = Math.max(most, label.length() >= 32 && encoded(label, 32) ? 0.6f : 0);
      }
    }
    return most;
  }

  private static float ofQuery(String query, boolean loaded) {
    float most = 0;
    for (String pair : Pieces.of(query.replace(';', '&'), '&')) {
      int sign = pair.indexOf('=');
      String value = PercentCode.decode(pair.substring(sign + 1).replace('+', ' '));
      most = Math.max(most, ofValue(value, loaded));
    }
    return most;
  }

  private static float ofValue(String value, boolean loaded) {
    if (placeholder(value)) {
      return 0.95f;
    }
    int digits = 0;
    int spaces = 0;
    for (int i = 0; i < value.length(); i++) {
      digits += value.charAt(i) >= '0' && value.charAt(i) <= '9' ? 1 : 0;
      spaces += value.charAt(i) == ' ' ? 1 : 0;
    }
    int at = value.indexOf('@');
    if (at > 0 && value.indexOf('.', at) > at) {
      return 0.9f;
    }
    if (value.length() >= ENCODED_MIN && spaces == 0 && encoded(value, ENCODED_MIN)) {
      return loaded ? 0.85f : 0.6f;
    }
    if (loaded && (spaces > 0 || value.startsWith("\"")) && value.length() >= CARRIED_MIN - 4) {
      return 0.85f;
    }
    boolean longText = value.length() >= 80 && spaces >= 8;
    return longText || (digits >= 9 && spaces > 0) ? 0.6f : 0;
  }

  /**
   * {@code [DATA]}, {@code {history}}, {@code <secret>}: to be filled in by the one who renders.
   */
  private static boolean placeholder(String value) {
    int last = value.length() - 1;
    if (last < 3) {
      return false;
    }
    for (int i = 0; i < last - 1; i++) {
      char c = value.charAt(i);
      if (c == '[' && value.indexOf(']', i + 2) > 0 && Character.isLetter(value.charAt(i + 1))) {
        return true;
      }
      if (c == '{' && value.indexOf('}', i + 2) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Base64, hexadecimal and the like: letters and digits without the look of words. */
  private static boolean encoded(String value, int min) {
    int run = 0;
    int upper = 0;
    int lower = 0;
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isUpper = c >= 'A' && c <= 'Z';
      boolean isLower = c >= 'a' && c <= 'z';
      boolean isDigit = c >= '0' && c <= '9';
      if (!isUpper && !isLower && !isDigit && c != '+' && c != '/' && c != '=' && c != '_') {
        run = 0;
        upper = 0;
        lower = 0;
        digits = 0;
        continue;
      }
      run++;
      upper += isUpper ? 1 : 0;
      lower += isLower ? 1 : 0;
      digits += isDigit ? 1 : 0;
      boolean mixed = upper >= 2 && lower >= 2 && digits >= 1;
      if (run >= min && (mixed || (digits >= 6 && upper + lower >= 4 && run >= 32))) {
        return true;
      }
    }
    return false;
  }
}
