package com.modalarmor.redact.render;

import com.modalarmor.text.url.Entities;

/**
 * Where a link leads, with entities and escapes undone. Immutable.
 *
 * @param end behind the closing bracket
 */
record MarkdownDestination(String target, int end) {

  static MarkdownDestination read(CharSequence text, int from, int max) {
    int bound = Math.min(text.length(), from + max);
    int i = from;
    while (i < bound && text.charAt(i) == ' ') {
      i++;
    }
    boolean angled = i < bound && text.charAt(i) == '<';
    int start = angled ? i + 1 : i;
    int targetEnd = -1;
    int depth = 0;
    char quote = 0;
    for (i = start; i < bound && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < bound && text.charAt(i + 1) != '\n') {
        i++;
      } else if (targetEnd < 0 && (angled ? c == '>' : c == ' ' || c == '\t')) {
        targetEnd = i;
      } else if (targetEnd >= 0 && quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote && quote != 0) {
        quote = 0;
      } else if (quote == 0 && c == '(') {
        depth++;
      } else if (quote == 0 && c == ')' && --depth < 0) {
        return of(text, start, targetEnd < 0 ? i : targetEnd, i + 1);
      }
    }
    return null;
  }

  private static MarkdownDestination of(CharSequence text, int start, int targetEnd, int end) {
    StringBuilder target = new StringBuilder();
    for (int i = start; i < targetEnd; i++) {
      char c = text.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < targetEnd && !Character.isLetterOrDigit(text.charAt(i + 1));
      target.append(escape ? text.charAt(++i) : c);
    }
    return new MarkdownDestination(Entities.decode(target.toString()), end);
  }
}
