package com.modalarmor.detect.url;

import java.util.Locale;

/**
 * Where addresses begin and end in running text, also those that no parser would take. Stateless.
 */
final class UrlTokens {

  static final int LENGTH_MAX = 2_048;
  private static final int SCHEME_MAX = 16;
  private static final int USER_MAX = 64;
  private static final String ENDS = " \t\n\r\"`<>{}|^";

  private UrlTokens() {}

  /** Start of the scheme before the colon, or -1. */
  static int schemeStart(String text, int colon) {
    int i = colon;
    while (i > 0 && colon - i < SCHEME_MAX && schemeChar(text.charAt(i - 1))) {
      i--;
    }
    while (i < colon && !letter(text.charAt(i))) {
      i++;
    }
    return i < colon ? i : -1;
  }

  /** End of the address, without the punctuation of the sentence around it. */
  static int end(String text, int start, int from) {
    int bound = Math.min(text.length(), start + LENGTH_MAX);
    int i = from;
    int round = 0;
    int square = 0;
    while (i < bound && (ENDS.indexOf(text.charAt(i)) < 0 || inUser(text, i, from, bound))) {
      char c = text.charAt(i);
      round += c == '(' ? 1 : c == ')' ? -1 : 0;
      square += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (round < 0 || square < 0) {
        break;
      }
      i++;
    }
    while (i > from && ".,;:!?'*_".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  /** A bracket before an at sign and before any slash belongs to the user part. */
  private static boolean inUser(String text, int at, int from, int bound) {
    if (text.charAt(at) != '>') {
      return false;
    }
    for (int i = from; i < at; i++) {
      if (text.charAt(i) == '/' && i > from + 1) {
        return false;
      }
    }
    for (int i = at + 1; i < bound && i - at < USER_MAX; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return true;
      }
      if (c <= ' ' || c == '/' || c == '<') {
        return false;
      }
    }
    return false;
  }

  static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean schemeChar(char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }

  /** Whether a name ends as those of hosts do: in two letters or more. */
  static boolean hostLike(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || name.length() - dot < 3) {
      return false;
    }
    for (int i = dot + 1; i < name.length(); i++) {
      if (!letter(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
