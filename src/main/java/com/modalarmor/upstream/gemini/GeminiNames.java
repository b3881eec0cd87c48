package com.modalarmor.upstream.gemini;

import java.util.Locale;

/** Tells names that need no inspection from texts that do. Stateless. */
final class GeminiNames {

  private static final int IDENTIFIER_CHARS_MAX = 64;
  private static final int CONSTANT_CHARS_MAX = 24;
  private static final int SENTENCE_WORDS_MIN = 3;

  private GeminiNames() {}

  /**
   * A role, a finish reason, a type: one short word of letters outside the texts. Nothing that a
   * detector looks for is one word, and every document holds several.
   */
  static boolean isConstant(String text) {
    if (text.length() > CONSTANT_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Media types whose bytes are text that a detector can read; they are compared without case (RFC
   * 2045).
   */
  static boolean isText(String mimeType) {
    int semicolon = mimeType.indexOf(';');
    String type =
        (semicolon < 0 ? mimeType : mimeType.substring(0, semicolon))
            .strip()
            .toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml")
        || type.startsWith("application/x-javascript")
        || type.startsWith("application/x-python")
        || type.endsWith("+xml")
        || type.endsWith("+json");
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

  /** Made for programs: an id, a version, a time; too short and too narrow for a message. */
  static boolean isToken(String text) {
    if (text.length() > IDENTIFIER_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWord(c) && c != '-' && c != '.' && c != ':') {
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

  /**
   * An identifier of so many words that it may be a sentence: {@code ignore_all_rules}, {@code
   * ignoreAllRules}.
   */
  static boolean isSentence(String identifier) {
    int words = 0;
    for (int i = 0; i < identifier.length(); i++) {
      words += beginsWord(identifier, i) ? 1 : 0;
    }
    return words >= SENTENCE_WORDS_MIN;
  }

  /** The words of an identifier, with spaces between them. */
  static String words(String identifier) {
    StringBuilder words = new StringBuilder(identifier.length() + 8);
    for (int i = 0; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      if (beginsWord(identifier, i) && words.length() > 0) {
        words.append(' ');
      }
      if (c != '_') {
        words.append(c);
      }
    }
    return words.toString();
  }

  private static boolean beginsWord(String identifier, int i) {
    char c = identifier.charAt(i);
    if (c == '_') {
      return false;
    }
    char before = i == 0 ? '_' : identifier.charAt(i - 1);
    return before == '_' || (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z');
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
