package com.modalarmor.detect.pii;

/**
 * Finds web addresses around a dot that a known ending follows: with or without a scheme, with or
 * without quotes around them. Immutable; thread-safe.
 */
final class UrlFinder implements Finder {

  /** Characters of a host before its ending. */
  static final int HOST_MAX = 253;

  /** Characters of what follows the host; longer ones are cut there. */
  static final int PATH_MAX = 4_096;

  /** With scheme and quotes. */
  static final int LENGTH_MAX = HOST_MAX + UrlEndings.LENGTH_MAX + PATH_MAX + 11;

  private static final float WITH_SCHEME = 0.6f;
  private static final float WITHOUT = 0.5f;

  private final UrlEndings endings = UrlEndings.SHIPPED;
  private final int entity;
  private final int slot;

  UrlFinder(int entity, int slot) {
    this.entity = entity;
    this.slot = slot;
  }

  @Override
  public boolean mayFollow(char before) {
    return host(before);
  }

  @Override
  public void at(PiiScan scan, int dot, int after) {
    char[] text = scan.text;
    int length = scan.length;
    int bound = Math.max(scan.done(slot), dot - HOST_MAX);
    if (dot <= bound || after >= length || endings.at(text, length, after, 0) == 0) {
      return;
    }
    int start = dot - 1;
    while (start > bound && host(text[start - 1])) {
      start--;
    }
    int limit = Math.min(length, start + HOST_MAX + 1);
    int last = dot;
    for (int i = after; i < limit && host(text[i]); i++) {
      if (text[i] == '.' && endings.at(text, length, i + 1, 0) > 0) {
        last = i;
      }
    }
    int end = pathEnd(text, length, last + 1 + endings.at(text, length, last + 1, 0));
    scan.done(slot, end);
    int scheme = schemeStart(text, length, start);
    int from = scheme < 0 ? start : scheme;
    float score = scheme < 0 ? WITHOUT : WITH_SCHEME;
    int quoted = from > 0 && quote(text[from - 1]) ? quotedEnd(text, length, start, last) : -1;
    if (quoted >= 0) {
      scan.hit(entity, from - 1, quoted, score);
    } else {
      scan.hit(entity, from, end, score);
    }
  }

  static boolean host(char c) {
    return Units.alphanumeric(c) || c == '.' || c == '-';
  }

  private static boolean quote(char c) {
    return c == '"' || c == '\'';
  }

  /** The start of the scheme right before a host, or -1. */
  private static int schemeStart(char[] text, int length, int host) {
    if (Units.at(text, length, host - 8, "https://")) {
      return host - 8;
    }
    return Units.at(text, length, host - 7, "http://") ? host - 7 : -1;
  }

  private static int pathEnd(char[] text, int length, int from) {
    if (from >= length || text[from] != '/') {
      return from;
    }
    int limit = (int) Math.min(length, (long) from + PATH_MAX);
    int end = from + 1;
    while (end < limit && !ends(text[end])) {
      end++;
    }
    return end;
  }

  private static boolean ends(char c) {
    return c == '(' || c == ')' || c == '<' || c == '>' || quote(c) || Units.space(c);
  }

  /** The end, with its quote, of an address after which a quote stands; or -1. */
  private int quotedEnd(char[] text, int length, int start, int last) {
    for (int dot = last; dot > start; dot--) {
      if (text[dot] != '.') {
        continue;
      }
      int rank = 0;
      int size = endings.at(text, length, dot + 1, rank);
      while (size > 0) {
        int end = pathEnd(text, length, dot + 1 + size);
        if (end < length && quote(text[end])) {
          return end + 1;
        }
        rank = endings.rankOf(text, dot + 1, dot + 1 + size);
        size = endings.at(text, length, dot + 1, rank);
      }
    }
    return -1;
  }
}
