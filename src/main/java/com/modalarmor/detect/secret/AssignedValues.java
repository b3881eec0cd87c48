package com.modalarmor.detect.secret;

/** Reads the value behind an operator and judges it. Immutable. */
final class AssignedValues {

  private static final int GAP_MAX = 16;
  private static final int SPACES_MAX = 5;
  private static final int PASSWORD_MIN = 4;

  /** What ends a value without quotes. */
  private static final String ENDS = "\"'`;,<";

  private final Placeholders placeholders;

  AssignedValues(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  /** Judges what stands behind an operator; returns the end of a secret, else 0. */
  int read(
      SecretText text,
      int from,
      char operator,
      SecretRule rule,
      ValueShape shape,
      SecretHits hits) {
    char[] exact = text.exact();
    int length = text.length();
    int start = from;
    boolean lines = operator == '>';
    while (start < length
        && start - from <= GAP_MAX
        && (exact[start] == ' '
            || exact[start] == '\t'
            || (lines && Letters.space(exact[start])))) {
      start++;
    }
    if (start < length && "@$bur".indexOf(exact[start]) >= 0 && quoteAt(exact, start + 1, length)) {
      start++;
    }
    boolean escaped = start + 1 < length && exact[start] == '\\' && exact[start + 1] == '"';
    if (escaped) {
      start++;
    }
    if (!quoteAt(exact, start, length)) {
      return operator == ',' ? 0 : bare(text, start, operator, rule, shape, hits);
    }
    char quote = exact[start];
    int end = start + 1;
    int bound = Math.min(length, end + AssignedSecrets.VALUE_MAX);
    while (end < bound && exact[end] != quote && exact[end] != '\n') {
      end++;
    }
    if (end == bound || exact[end] != quote) {
      return bare(text, start + 1, operator, rule, shape, hits);
    }
    int valueEnd = escaped && exact[end - 1] == '\\' ? end - 1 : end;
    return judge(text, start + 1, valueEnd, true, operator, rule, shape, hits);
  }

  private static boolean quoteAt(char[] exact, int at, int length) {
    return at < length && Letters.quote(exact[at]);
  }

  private int bare(
      SecretText text,
      int start,
      char operator,
      SecretRule rule,
      ValueShape shape,
      SecretHits hits) {
    char[] exact = text.exact();
    int end = start;
    int bound = Math.min(text.length(), start + AssignedSecrets.VALUE_MAX);
    while (end < bound && !Letters.space(exact[end]) && ENDS.indexOf(exact[end]) < 0) {
      if (exact[end] == '\\' && end + 1 < bound && "nrt".indexOf(exact[end + 1]) >= 0) {
        break;
      }
      if (exact[end] == '&' && operator == '=' && parameter(exact, end + 1, bound)) {
        break;
      }
      end++;
    }
    while (end > start && ".:!?)}]".indexOf(exact[end - 1]) >= 0) {
      if (closes(exact, start, end)) {
        break;
      }
      end--;
    }
    if (end > start
        && (":]})|\\,".indexOf(exact[start]) >= 0
            || exact[end - 1] == '['
            || port(exact, start, end))) {
      return 0;
    }
    return judge(text, start, end, false, operator, rule, shape, hits);
  }

  /** {@code name=}: the next parameter of a query. */
  private static boolean parameter(char[] exact, int from, int bound) {
    int i = from;
    while (i < bound && (Letters.word(exact[i]) || exact[i] == '-')) {
      i++;
    }
    return i > from && i < bound && exact[i] == '=';
  }

  /** A bracket at the end that was opened in the value. */
  private static boolean closes(char[] exact, int start, int end) {
    char open =
        switch (exact[end - 1]) {
          case ')' -> '(';
          case '}' -> '{';
          case ']' -> '[';
          default -> 0;
        };
    for (int i = start; open != 0 && i < end; i++) {
      if (exact[i] == open) {
        return true;
      }
    }
    return false;
  }

  /** {@code 8080/path}: what stood before the colon was a host. */
  private static boolean port(char[] exact, int start, int end) {
    int i = start;
    while (i < end && Letters.digit(exact[i])) {
      i++;
    }
    return i > start && i - start <= 5 && i < end && exact[i] == '/';
  }

  /** {@code 2024-05-06T…}. */
  private static boolean date(char[] exact, int start, int end) {
    return end - start >= 10
        && exact[start + 4] == '-'
        && exact[start + 7] == '-'
        && Letters.digit(exact[start])
        && Letters.digit(exact[start + 3])
        && Letters.digit(exact[start + 5])
        && Letters.digit(exact[start + 8]);
  }

  int judge(
      SecretText text,
      int start,
      int end,
      boolean quoted,
      char operator,
      SecretRule rule,
      ValueShape shape,
      SecretHits hits) {
    int length = end - start;
    if (length < PASSWORD_MIN
        || placeholders.is(text, start, end)
        || code(text, start, end)
        || date(text.exact(), start, end)) {
      return 0;
    }
    shape.read(text, start, end);
    float score = 0;
    if (shape.random(length)) {
      score = 0.85f;
    } else if (rule != AssignedSecrets.KEY
        && (quoted
            ? chosen(shape, operator, rule, length)
            : chosenBare(text, start, end, operator, shape, length))) {
      score = SecretCheck.POSSIBLE;
    } else if (rule == AssignedSecrets.KEY && symbolic(shape, length)) {
      score = SecretCheck.POSSIBLE;
    }
    if (score == 0) {
      return 0;
    }
    hits.add(rule, start, end, score - 0.05f);
    return end;
  }

  /** A path, a URL, a call or a reference rather than a value. */
  private static boolean code(SecretText text, int start, int end) {
    char[] lower = text.lower();
    char first = lower[start];
    if (first == '/' || first == '(' || first == '#' || text.find("://", start, end) >= 0) {
      return true;
    }
    int i = start;
    while (i < end && (Letters.word(lower[i]) || lower[i] == '.')) {
      i++;
    }
    // name.of.something, call(…), table[…]
    return i < end && i > start && (lower[i] == '(' && Letters.lower(first))
        || reference(lower, start, end);
  }

  private static boolean reference(char[] lower, int start, int end) {
    int dots = 0;
    for (int i = start; i < end; i++) {
      char c = lower[i];
      if (c == '.' && i > start && Letters.lower(lower[i - 1])) {
        dots++;
      } else if (!Letters.lower(c) && c != '_') {
        return false;
      }
    }
    return dots > 0;
  }

  /** Symbols in a row that no word has. */
  private static boolean symbolic(ValueShape shape, int length) {
    return length >= 16 && shape.symbols >= 6 && shape.spaces == 0 && shape.letters >= 6;
  }

  private static boolean chosen(ValueShape shape, char operator, SecretRule rule, int length) {
    if (length > 128 || shape.spaces > SPACES_MAX) {
      return false;
    }
    if (shape.spaces > 0) {
      return operator != ','
          && operator != '>'
          && shape.spaces >= 2
          && rule == AssignedSecrets.PASSWORD;
    }
    boolean plain = shape.digits == 0 && shape.symbols == 0;
    return rule == AssignedSecrets.PASSWORD
        ? operator != '>' && (!plain || operator == '=' || operator == ':')
        : !plain && (shape.symbols > 0 || shape.digits > 1);
  }

  private static boolean chosenBare(
      SecretText text, int start, int end, char operator, ValueShape shape, int length) {
    if (length > 96 || shape.letters == 0) {
      return false;
    }
    boolean ends = lineEnds(text, end);
    boolean plain = shape.digits == 0 && shape.symbols == 0;
    return switch (operator) {
      case '=' -> plain ? ends && length >= 6 : length >= 6;
      case ':' -> !plain && length >= 6 && (ends || shape.symbols > 0);
      default -> false;
    };
  }

  private static boolean lineEnds(SecretText text, int end) {
    int i = end;
    while (i < text.length() && (text.exact()[i] == ' ' || ",\"'".indexOf(text.exact()[i]) >= 0)) {
      i++;
    }
    return i < text.length() && (text.exact()[i] == ';' || text.exact()[i] == '#')
        || i >= text.length()
        || text.exact()[i] == '\n'
        || text.exact()[i] == '\r';
  }
}
