package com.modalarmor.detect.secret;

/** Reads the name before an operator and tells what it says it holds. Immutable. */
final class AssignmentNames {

  private final AssignmentWords words;

  AssignmentNames(AssignmentWords words) {
    this.words = words;
  }

  /** The rule for a name that ends at {@code end}, blanks, quotes and brackets aside; or null. */
  SecretRule rule(SecretText text, int end) {
    char[] lower = text.lower();
    int floor = Math.max(0, end - AssignedSecrets.NAME_MAX);
    int to = end;
    while (to > floor && between(lower[to - 1])) {
      to--;
    }
    int from = to;
    while (from > floor && nameChar(lower[from - 1])) {
      from--;
    }
    if (from == to) {
      return null;
    }
    int nameStart = from;
    // "var token string =": a type may stand between the name and the operator.
    int wider = from;
    while (wider > floor && (lower[wider - 1] == ' ' || nameChar(lower[wider - 1]))) {
      wider--;
    }
    SecretRule rule = of(text, nameStart, to);
    if (rule == null && wider < nameStart && to - nameStart <= 8) {
      rule = of(text, wider, nameStart);
      rule = rule == null ? null : AssignedSecrets.KEY;
    }
    return rule != null && words.notNames().in(text, wider, Math.min(text.length(), to))
        ? null
        : rule;
  }

  private SecretRule of(SecretText text, int from, int to) {
    if (words.passwords().in(text, from, to) || lastWord(text, from, to)) {
      return AssignedSecrets.PASSWORD;
    }
    if (words.secrets().in(text, from, to)) {
      return AssignedSecrets.SECRET;
    }
    return words.keys().in(text, from, to) ? AssignedSecrets.KEY : null;
  }

  /** {@code db_pass}, {@code userPass}, but not {@code bypass} or {@code compass}. */
  private boolean lastWord(SecretText text, int from, int to) {
    char[] exact = text.exact();
    for (int end = to; end > from; end--) {
      boolean ends = end == to || exact[end] == '_' || exact[end] == '-' || exact[end] == '.';
      if (!ends) {
        continue;
      }
      int start = end;
      while (start > from && Letters.word(exact[start - 1]) && exact[start - 1] != '_') {
        start--;
      }
      if (words.lastWords().endsAt(text, start, end)) {
        int size = text.at(end - 4, "pass") ? 4 : 2;
        if (end - size == start || Letters.upper(exact[end - size])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean nameChar(char c) {
    return Letters.word(c) || c == '.' || c == '-' || c == '$' || c == '@';
  }

  private static boolean between(char c) {
    return c == ' ' || c == '\t' || Letters.quote(c) || c == ']' || c == '[' || c == '\\';
  }
}
