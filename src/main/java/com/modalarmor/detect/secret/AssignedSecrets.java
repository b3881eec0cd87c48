package com.modalarmor.detect.secret;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * Finds values that are given to names which say what they hold: {@code password = "…"}, {@code
 * api_key: …}, {@code ("TOKEN", "…")}, {@code <token>…</token>}, {@code "…" == my_password}; and
 * passwords in URLs. Misses values that look like words where the name is a key's. Immutable; the
 * shape is scratch of the caller.
 */
final class AssignedSecrets {

  /** Characters of a value, and of what stands before an operator, that are looked at. */
  static final int VALUE_MAX = 256;

  static final int NAME_MAX = 48;

  private static final int GAP_MAX = 5;

  private static final byte EQUALS = 1;
  private static final byte COLON = 2;
  private static final byte COMMA = 3;
  private static final byte TAG = 4;
  private static final byte DOT = 5;
  private static final byte[] CLASS = classes();

  static final SecretRule PASSWORD = rule("assigned-password", "PASSWORD");
  static final SecretRule SECRET = rule("assigned-secret", "SECRET");
  static final SecretRule KEY = rule("assigned-key", "API_KEY");
  private static final SecretRule DISCORD = rule("discord-bot-token", "DISCORD_BOT_TOKEN");

  private final AssignmentNames names;
  private final AssignedValues values;
  private final UrlCredentials urls;

  AssignedSecrets(AssignmentWords words, Placeholders placeholders) {
    names = new AssignmentNames(words);
    values = new AssignedValues(placeholders);
    urls = new UrlCredentials(placeholders);
  }

  private static SecretRule rule(String id, String kind) {
    return rule(id, kind, Severity.CRITICAL, FindingType.secret(kind));
  }

  static SecretRule rule(String id, String kind, Severity severity, FindingType type) {
    return new SecretRule(
        id,
        "generic",
        type,
        "secret:" + id,
        severity,
        SecretRule.Form.WHOLE,
        null,
        0,
        null,
        SecretRule.Casing.ANY,
        "",
        0,
        SecretCheck.NONE,
        SecretRule.Tail.ANY);
  }

  void scan(SecretText text, ValueShape shape, SecretHits hits) {
    char[] lower = text.lower();
    int length = text.length();
    byte[] classes = CLASS;
    int[] marks = text.marks();
    boolean marked = text.markCount() >= 0;
    int places = marked ? text.markCount() : length;
    int next = 0;
    for (int place = 0; place < places; place++) {
      int i = marked ? marks[place] : place;
      char c = lower[i];
      if (c < 128 && classes[c] != 0 && i >= next) {
        next = operator(classes[c], text, i, shape, hits) + 1;
      }
    }
  }

  private int operator(byte kind, SecretText text, int at, ValueShape shape, SecretHits hits) {
    char[] lower = text.lower();
    int length = text.length();
    switch (kind) {
      case EQUALS:
        int begin = at;
        while (begin > 0 && at - begin < 4 && ":=!?.+|~".indexOf(lower[begin - 1]) >= 0) {
          begin--;
        }
        int end = at + 1;
        while (end < length && end - at < 4 && (lower[end] == '=' || lower[end] == '>')) {
          end++;
        }
        boolean compares = end - begin > 1 && (lower[begin] == '!' || lower[begin] == '=');
        if (compares) {
          reversed(text, begin, end, shape, hits);
        }
        return Math.max(end, assigned(text, begin, end, compares ? '!' : '=', shape, hits)) - 1;
      case COLON:
        if (at + 2 < length && lower[at + 1] == '/' && lower[at + 2] == '/') {
          return urls.read(text, at, hits) - 1;
        }
        boolean doubled = at + 1 < length && (lower[at + 1] == ':' || lower[at + 1] == '=');
        return doubled ? at : Math.max(at + 1, assigned(text, at, at + 1, ':', shape, hits)) - 1;
      case COMMA:
        return quotedBefore(lower, at) && quotedAfter(lower, at, length)
            ? Math.max(at + 1, assigned(text, at, at + 1, ',', shape, hits)) - 1
            : at;
      case TAG:
        boolean tag = at > 0 && lower[at - 1] != '=' && lower[at - 1] != '-';
        return tag ? Math.max(at + 1, assigned(text, at, at + 1, '>', shape, hits)) - 1 : at;
      default:
        discord(text, at, hits);
        return at;
    }
  }

  /** Judges one assignment; returns the end of the value when it is a secret, else 0. */
  private int assigned(
      SecretText text,
      int nameEnd,
      int valueFrom,
      char operator,
      ValueShape shape,
      SecretHits hits) {
    SecretRule rule = names.rule(text, nameEnd);
    if (rule == null) {
      return 0;
    }
    boolean compares = operator == '!';
    return values.read(
        text, valueFrom, compares ? '=' : operator, compares ? chosen(rule) : rule, shape, hits);
  }

  /** What is compared with is the value itself, whatever it looks like. */
  private static SecretRule chosen(SecretRule rule) {
    return rule == SECRET ? PASSWORD : rule;
  }

  /** {@code "value" == name}. */
  private void reversed(SecretText text, int begin, int end, ValueShape shape, SecretHits hits) {
    char[] exact = text.exact();
    int close = begin;
    while (close > 0 && begin - close < GAP_MAX && Letters.space(exact[close - 1])) {
      close--;
    }
    if (close < 2 || !Letters.quote(exact[close - 1])) {
      return;
    }
    int from = end;
    while (from < text.length() && from - end < GAP_MAX && Letters.space(exact[from])) {
      from++;
    }
    int to = from;
    while (to < text.length()
        && to - from < NAME_MAX
        && (Letters.word(exact[to]) || exact[to] == '.' || exact[to] == '-')) {
      to++;
    }
    SecretRule rule = to > from ? names.rule(text, to) : null;
    if (rule == null) {
      return;
    }
    char quote = exact[close - 1];
    int open = close - 2;
    while (open >= 0 && close - open < VALUE_MAX && exact[open] != quote && exact[open] != '\n') {
      open--;
    }
    if (open >= 0 && exact[open] == quote) {
      values.judge(text, open + 1, close - 1, true, '=', chosen(rule), shape, hits);
    }
  }

  private static boolean quotedBefore(char[] lower, int at) {
    int i = at - 1;
    while (i > 0 && at - i < GAP_MAX && lower[i] == ' ') {
      i--;
    }
    return i > 0 && Letters.quote(lower[i]);
  }

  private static boolean quotedAfter(char[] lower, int at, int length) {
    int i = at + 1;
    while (i < length && i - at < GAP_MAX && (lower[i] == ' ' || lower[i] == '\n')) {
      i++;
    }
    return i < length && Letters.quote(lower[i]);
  }

  /** Three parts: a number in base64, six characters, the rest. */
  private static void discord(SecretText text, int dot, SecretHits hits) {
    char[] exact = text.exact();
    if (dot + 35 > text.length() || dot < 23 || exact[dot + 7] != '.') {
      return;
    }
    int start = dot;
    while (start > 0 && dot - start <= 30 && tokenChar(exact[start - 1])) {
      start--;
    }
    int end = dot + 8;
    while (end < text.length() && end - dot <= 60 && tokenChar(exact[end])) {
      end++;
    }
    boolean head = "MNO".indexOf(exact[start]) >= 0 && dot - start >= 23 && dot - start <= 28;
    if (head
        && end - dot >= 35
        && end - dot <= 46
        && SecretRule.Casing.MIXED3.fits(exact, start, end)) {
      hits.add(DISCORD, start, end, SecretCheck.LIKELY);
    }
  }

  private static boolean tokenChar(char c) {
    return c < 128 && (Letters.word(c) || c == '-');
  }

  private static byte[] classes() {
    byte[] table = new byte[128];
    table['='] = EQUALS;
    table[':'] = COLON;
    table[','] = COMMA;
    table['>'] = TAG;
    table['.'] = DOT;
    return table;
  }
}
