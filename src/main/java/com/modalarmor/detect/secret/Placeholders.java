package com.modalarmor.detect.secret;

/** Tells what stands in the place of a secret from a secret. Immutable. */
final class Placeholders {

  private final AssignmentWords words;

  Placeholders(AssignmentWords words) {
    this.words = words;
  }

  /** Whether the value is a variable, a template, a mask or a word that says "your secret here". */
  boolean is(SecretText text, int start, int end) {
    char[] lower = text.lower();
    if (end - start < 3 || opens(lower, start, end) || Letters.monotone(lower, start, end)) {
      return true;
    }
    return words.stopValues().contains(new String(lower, start, end - start))
        || words.stopWords().in(text, start, end);
  }

  private static boolean opens(char[] lower, int start, int end) {
    char first = lower[start];
    char second = lower[start + 1];
    char last = lower[end - 1];
    return switch (first) {
      case '$' -> Letters.lower(second) || second == '{' || second == '(' || second == '_';
      case '{' -> second == '{' || last == '}';
      case '%' -> last == '%' || (end - start <= 3 && Letters.lower(second));
      case '<' -> last == '>' || Letters.lower(second);
      case '[' -> last == ']';
      case '#' -> second == '{';
      case '@' -> last == '@';
      case '*', '•', '.' -> lower[start + 1] == first;
      default -> false;
    };
  }
}
