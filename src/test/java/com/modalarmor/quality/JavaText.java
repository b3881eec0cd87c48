package com.modalarmor.quality;

/**
 * A Java source with its comments and the content of its literals blanked out.
 *
 * <p>Line breaks stay, so that line numbers do. A check for a call then cannot be set off by a
 * sentence or a string that mentions it.
 */
final class JavaText {
  private JavaText() {}

  static String codeOf(String source) {
    StringBuilder code = new StringBuilder(source.length());
    int at = 0;
    while (at < source.length()) {
      int end = end(source, at);
      if (end == at) {
        code.append(source.charAt(at++));
        continue;
      }
      for (int i = at; i < end; i++) {
        code.append(source.charAt(i) == '\n' ? '\n' : ' ');
      }
      at = end;
    }
    return code.toString();
  }

  /**
   * Where the comment or literal that starts at {@code at} ends; {@code at} itself when none does.
   */
  private static int end(String source, int at) {
    if (source.startsWith("//", at)) {
      return upTo(source, "\n", at) - 1;
    }
    if (source.startsWith("/*", at)) {
      return upTo(source, "*/", at + 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      return literal(source, "\"\"\"", at + 3);
    }
    char c = source.charAt(at);
    return c == '"' || c == '\'' ? literal(source, String.valueOf(c), at + 1) : at;
  }

  private static int literal(String source, String close, int from) {
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '\\') {
        i++;
      } else if (source.startsWith(close, i)) {
        return i + close.length();
      }
    }
    return source.length();
  }

  private static int upTo(String source, String close, int from) {
    int found = source.indexOf(close, from);
    return found < 0 ? source.length() + (close.equals("\n") ? 1 : 0) : found + close.length();
  }
}
