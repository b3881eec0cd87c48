package com.modalarmor.text;

/**
 * Splits words that capitals or signs join: {@code ignoreAllPrevious}, {@code ignore_all_previous}.
 * Names in code look the same, so most of what it reads proves no intent.
 */
final class JoinedWords implements Decoder {

  private static final int TOKEN_MIN = 16;
  private static final int TOKEN_MAX = 400;
  private static final int PARTS_MIN = 4;

  /** Where code or an address stands around it, so many words. */
  private static final int CODE_PARTS_MIN = 7;

  /** Words that sentences have and names do not. */
  private static final String[] OF_SENTENCES = {
    "all",
    "any",
    "the",
    "your",
    "my",
    "you",
    "me",
    "this",
    "that",
    "these",
    "those",
    "now",
    "not",
    "and",
    "are",
    "is",
    "everything"
  };

  @Override
  public int evidence() {
    return Evidence.HUMPS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    boolean suspect = false;
    Tokens tokens = in.tokens();
    for (int token = 0; token < tokens.count(); token++) {
      int i = tokens.start(token);
      while (i < tokens.end(token)) {
        if (English.letter(chars[i]) == 0) {
          i++;
          continue;
        }
        int end = tokenEnd(chars, i, length);
        boolean fits = end - i >= TOKEN_MIN && end - i <= TOKEN_MAX;
        boolean alone = fits && alone(chars, i, end, length);
        if (fits && words(chars, i, end, alone ? PARTS_MIN : CODE_PARTS_MIN)) {
          found = true;
          suspect |= alone && humps(chars, i, end);
          out.replace(i, end);
          split(chars, i, end, out);
        }
        i = end;
      }
    }
    if (found) {
      out.finishReplacing();
      out.keep(Transform.CAMEL_CASE.bit(), suspect);
    }
  }

  private static int tokenEnd(char[] chars, int from, int length) {
    int i = from;
    while (i < length && (English.letter(chars[i]) != 0 || joint(chars, i, length))) {
      i++;
    }
    return i;
  }

  private static boolean joint(char[] chars, int at, int length) {
    char c = chars[at];
    boolean sign = c == '_' || c == '-' || c == '+' || c == '.' || c == '*' || c == '/';
    return sign && at + 1 < length && English.letter(chars[at + 1]) != 0;
  }

  /** A new word starts at {@code at}. */
  private static boolean starts(char[] chars, int at, int from, int end) {
    if (at == from || English.letter(chars[at - 1]) == 0) {
      return true;
    }
    boolean upper = chars[at] < 'a';
    boolean upperBefore = chars[at - 1] < 'a';
    boolean lowerAfter = at + 1 < end && chars[at + 1] >= 'a';
    return upper && (!upperBefore || lowerAfter);
  }

  private static boolean words(char[] chars, int from, int end, int partsMin) {
    English english = English.get();
    int parts = 0;
    int letters = 0;
    int known = 0;
    int start = from;
    for (int i = from + 1; i <= end; i++) {
      boolean letter = i < end && English.letter(chars[i]) != 0;
      if (letter && !starts(chars, i, from, end)) {
        continue;
      }
      int size = i - start;
      if (size > 0 && English.letter(chars[start]) != 0) {
        parts++;
        letters += size;
        known += english.word(chars, start, i) ? size : 0;
      }
      start = letter ? i : i + 1;
    }
    return parts >= partsMin && known * 100 >= letters * 85;
  }

  /** Capitals alone join it, and it reads like a sentence. */
  private static boolean humps(char[] chars, int from, int end) {
    boolean sentence = false;
    int start = from;
    for (int i = from + 1; i <= end; i++) {
      if (i < end && English.letter(chars[i]) == 0) {
        return false;
      }
      if (i == end || starts(chars, i, from, end)) {
        for (String word : OF_SENTENCES) {
          sentence |= Chars.equal(word, chars, start, i);
        }
        start = i;
      }
    }
    return sentence;
  }

  /** Nothing of code stands beside it. */
  private static boolean alone(char[] chars, int from, int end, int length) {
    boolean opens = from == 0 || chars[from - 1] <= ' ' || chars[from - 1] == '"';
    if (!opens || end == length) {
      return opens;
    }
    char next = chars[end];
    boolean stop = next == '.' || next == ',' || next == '!' || next == '?' || next == '"';
    return next <= ' '
        ? !operator(chars, end, length)
        : stop && (end + 1 == length || chars[end + 1] <= ' ');
  }

  private static boolean operator(char[] chars, int from, int length) {
    int i = from;
    while (i < length && i < from + 3 && chars[i] == ' ') {
      i++;
    }
    return i < length && (chars[i] == '=' || chars[i] == '(' || chars[i] == '{' || chars[i] == ':');
  }

  private static void split(char[] chars, int from, int end, DecodedViews out) {
    for (int i = from; i < end; i++) {
      if (English.letter(chars[i]) == 0) {
        out.append(' ', i, i + 1);
        continue;
      }
      if (i > from && English.letter(chars[i - 1]) != 0 && starts(chars, i, from, end)) {
        out.append(' ', i - 1, i);
      }
      out.append(chars[i], i, i + 1);
    }
  }
}
