package com.modalarmor.names;

/**
 * Cuts a text into windows and tokens, from left to right: where a window ends depends on the
 * characters up to its end and on the one after, never on what follows. Scratch, single-threaded.
 */
final class TokenReader {

  /** From so many tokens on, a line's end ends the window. */
  private static final int LINE_ENDS_FROM = 40;

  /** Characters after a token that may still change it. */
  private static final int LOOK_AHEAD = 4;

  final Tokens tokens = new Tokens();
  private char[] chars = new char[0];
  private int to;
  private int at;
  private boolean closed;

  void begin(char[] text, int from, int until) {
    chars = text;
    at = from;
    to = until;
    closed = true;
  }

  /** Where the next window begins. */
  int position() {
    return at;
  }

  /** True when the last window ended by what was seen, not because the text did. */
  boolean closed() {
    return closed;
  }

  /** Reads the next window; false when nothing is left. */
  boolean next() {
    Tokens t = tokens;
    t.count = 0;
    closed = false;
    while (at < to && t.count < Tokens.TOKENS_MAX) {
      char c = chars[at];
      switch (Letters.kind(c)) {
        case Letters.SPACE, Letters.SILENT -> at++;
        case Letters.LINE -> {
          boolean blank = line();
          if (at < to && (blank ? t.count >= LINE_ENDS_FROM / 2 : t.count >= LINE_ENDS_FROM)) {
            closed = true;
            return true;
          }
        }
        case Letters.LETTER -> word();
        case Letters.DIGIT -> number();
        default -> {
          mark(c);
          if (SentenceEnd.at(chars, at, to, t)) {
            closed = true;
            return true;
          }
        }
      }
    }
    closed = t.count == Tokens.TOKENS_MAX && to - at > LOOK_AHEAD;
    return t.count > 0;
  }

  /** Reads line ends and the blanks among them; true when there was an empty line. */
  private boolean line() {
    int from = at;
    int lines = 0;
    while (at < to && at - from < Tokens.TOKEN_CHARS_MAX) {
      byte kind = Letters.kind(chars[at]);
      if (kind != Letters.LINE && kind != Letters.SPACE) {
        break;
      }
      lines += chars[at] == '\n' || (kind == Letters.LINE && chars[at] != '\r') ? 1 : 0;
      at++;
    }
    if (tokens.count > 0) {
      put(from, at, Tokens.SHAPE_LINE, lines > 1 ? 2 : 1, lines > 1 ? 2 : 1);
    }
    return lines > 1;
  }

  private void mark(char c) {
    int from = at++;
    if ((c == '@' || c == '#') && at < to && isName(chars[at]) && free(from)) {
      while (at < to && at - from < Tokens.TOKEN_CHARS_MAX && isName(chars[at])) {
        at++;
      }
      hashed(from, c == '@' ? Tokens.SHAPE_HANDLE : Tokens.SHAPE_TAG);
      return;
    }
    int h = Tokens.mix((Tokens.BASIS ^ c) * Tokens.PRIME);
    if (Character.isHighSurrogate(c) && at < to && Character.isLowSurrogate(chars[at])) {
      at++; // a name never ends inside a pair
    }
    put(from, at, Tokens.SHAPE_MARK, h, h);
  }

  private static boolean isName(char c) {
    byte kind = Letters.kind(c);
    return kind == Letters.LETTER || kind == Letters.DIGIT || c == '_';
  }

  private boolean free(int from) {
    return from == 0 || !isName(chars[from - 1]);
  }

  /** The plain form of a handle or a tag is without its mark. */
  private void hashed(int from, byte shape) {
    int exact = Tokens.BASIS;
    int lower = Tokens.BASIS;
    for (int i = from; i < at; i++) {
      exact = (exact ^ chars[i]) * Tokens.PRIME;
      if (i > from) {
        lower = (lower ^ Letters.plain(chars[i])) * Tokens.PRIME;
      }
    }
    put(from, at, shape, Tokens.mix(lower), Tokens.mix(exact));
  }

  private void number() {
    int from = at;
    boolean marks = false;
    int letters = 0;
    int h = Tokens.BASIS;
    while (at < to && at - from < Tokens.TOKEN_CHARS_MAX) {
      char c = chars[at];
      byte kind = Letters.kind(c);
      if (kind == Letters.DIGIT) {
        h = (h ^ '0') * Tokens.PRIME;
      } else if (kind == Letters.LETTER) {
        letters++;
        h = (h ^ Letters.plain(c)) * Tokens.PRIME;
      } else if ((c == '.' || c == ',' || c == ':')
          && at + 1 < to
          && Letters.kind(chars[at + 1]) == Letters.DIGIT) {
        marks = true;
        h = (h ^ c) * Tokens.PRIME;
      } else {
        break;
      }
      at++;
    }
    int digits = Math.min(6, at - from);
    byte shape =
        letters > 0
            ? Tokens.SHAPE_CODE
            : marks ? Tokens.SHAPE_FIGURE : (byte) (Tokens.SHAPE_DIGITS + digits - 1);
    put(from, at, shape, Tokens.mix(h), Tokens.mix(h));
  }

  private void word() {
    int from = at;
    if (chars[from] == 'h' && link()) {
      return;
    }
    int exact = Tokens.BASIS;
    int lower = Tokens.BASIS;
    int uppers = 0;
    int letters = 0;
    int dots = 0;
    boolean firstUpper = Letters.upper(chars[from]);
    boolean cased = true;
    boolean digits = false;
    boolean silent = false;
    boolean joined = false;
    while (at < to && at - from < Tokens.TOKEN_CHARS_MAX) {
      char c = chars[at];
      byte kind = Letters.kind(c);
      if (kind == Letters.LETTER) {
        letters++;
        uppers += Letters.upper(c) ? 1 : 0;
        cased &= c < 128 || Letters.cased(c);
        exact = (exact ^ c) * Tokens.PRIME;
        lower = (lower ^ Letters.plain(c)) * Tokens.PRIME;
      } else if (kind == Letters.DIGIT || c == '_') {
        digits = true;
        exact = (exact ^ '0') * Tokens.PRIME;
        lower = (lower ^ '0') * Tokens.PRIME;
      } else if (kind == Letters.SILENT) {
        silent = true;
      } else if (joins(c, from)) {
        joined = true;
      } else {
        if (c != '.' || !dotted(from)) {
          break;
        }
        dots++;
        exact = (exact ^ '.') * Tokens.PRIME;
        lower = (lower ^ '.') * Tokens.PRIME;
      }
      at++;
    }
    put(
        from,
        at,
        shape(letters, uppers, firstUpper, dots, digits, cased),
        Tokens.mix(lower),
        Tokens.mix(exact));
    tokens.steady[tokens.count - 1] &= !silent && !joined;
  }

  private static byte shape(
      int letters, int uppers, boolean firstUpper, int dots, boolean digits, boolean cased) {
    if (!cased) {
      return Tokens.SHAPE_UNCASED;
    }
    if (dots > 0) {
      return Tokens.SHAPE_DOTTED;
    }
    if (digits) {
      return Tokens.SHAPE_CODE;
    }
    if (uppers == 0) {
      return Tokens.SHAPE_LOWER;
    }
    if (uppers == letters) {
      return letters == 1 ? Tokens.SHAPE_INITIAL : Tokens.SHAPE_CAPS;
    }
    return firstUpper && uppers == 1 ? Tokens.SHAPE_CAPITAL : Tokens.SHAPE_MIXED;
  }

  /** An apostrophe inside a word, but for the one of a genitive. */
  private boolean joins(char c, int from) {
    if ((c != '\'' && c != '\u2019') || at + 1 >= to) {
      return false;
    }
    if (Letters.kind(chars[at + 1]) != Letters.LETTER) {
      return false;
    }
    boolean genitive =
        (chars[at + 1] | 32) == 's'
            && (at + 2 >= to || Letters.kind(chars[at + 2]) != Letters.LETTER);
    return !genitive && at > from;
  }

  /** At a dot: true in {@code U.S.}, where single letters stand between dots. */
  private boolean dotted(int from) {
    if (at - from != 1 && chars[at - 2] != '.') {
      return false;
    }
    boolean more =
        at + 2 < to && Letters.kind(chars[at + 1]) == Letters.LETTER && chars[at + 2] == '.';
    return more || (at - from > 1 && chars[at - 2] == '.');
  }

  /** Reads an address of the web as one token. */
  private boolean link() {
    int from = at;
    int end = Links.end(chars, from, to);
    if (end == from) {
      return false;
    }
    at = end;
    int host = Links.host(chars, from, end);
    put(from, end, Tokens.SHAPE_LINK, host, host);
    return true;
  }

  private void put(int from, int until, byte shape, int lower, int exact) {
    Tokens t = tokens;
    int i = t.count++;
    t.start[i] = from;
    t.end[i] = until;
    t.shape[i] = shape;
    t.lower[i] = lower;
    t.exact[i] = exact;
    t.steady[i] = shape != Tokens.SHAPE_CODE;
  }
}
