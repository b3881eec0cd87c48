package com.modalarmor.upstream.gemini;

/** Tells names that need no inspection from texts that do. Stateless. */
final class GeminiNames {

  private static final int IDENTIFIER_CHARS_MAX = 64;

  private GeminiNames() {}

  /** Media types whose bytes are text that a detector can read. */
  static boolean isText(String mimeType) {
    return mimeType.startsWith("text/")
        || mimeType.startsWith("application/json")
        || mimeType.startsWith("application/xml")
        || mimeType.startsWith("application/x-javascript")
        || mimeType.startsWith("application/x-python");
  }

  /** Fit for a report: a media type, not just any text. */
  static boolean isMimeType(String text) {
    if (text.isEmpty() || text.length() > IDENTIFIER_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWord(c) && c != '/' && c != '.' && c != '+' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** A name that cannot carry a message: letters, digits and underscores, not a number. */
  static boolean isIdentifier(String name) {
    if (name.isEmpty() || name.length() > IDENTIFIER_CHARS_MAX) {
      return name.isEmpty();
    }
    char first = name.charAt(0);
    if (first >= '0' && first <= '9') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isWord(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
