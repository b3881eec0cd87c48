package com.modalarmor.detect.secret;

import com.modalarmor.detect.secret.SecretRule.Form;
import com.modalarmor.detect.secret.SecretRule.Tail;

/**
 * Checks a match of the engine against the characters as they were sent: where its value stands,
 * what follows it, its case, its entropy and its structure. Immutable.
 */
final class MatchCheck {

  /** Characters by which an open-ended value goes on at most. */
  static final int EXTENSION_MAX = 8_192;

  /** Entropy of a value that is a key though a word stands in it. */
  private static final double RANDOM_BITS = 3.8;

  private final Placeholders placeholders;

  MatchCheck(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  /** Checks one match; returns where its value ends. */
  int match(SecretRule rule, int matchStart, int matchEnd, SecretText text, SecretHits hits) {
    int start = valueStart(rule, text, matchStart, matchEnd);
    int end = matchEnd;
    if (rule.extend() != null) {
      end = extend(rule.extend(), text, matchEnd);
    } else if (rule.check() == SecretCheck.PEM) {
      end = PrivateKeys.end(text, matchStart, matchEnd);
    } else if (rule.check() == SecretCheck.STATED) {
      end = sentenceEnd(text, start, matchEnd);
    }
    if (end <= start
        || !closed(rule.tail(), text, end)
        || !rule.casing().fits(text.exact(), start, end)
        || !begins(rule.exact(), text, start, end)) {
      return matchEnd;
    }
    if (rule.entropyMin() > 0 && Letters.entropy(text.exact(), start, end) < rule.entropyMin()) {
      return matchEnd;
    }
    if (rule.form() == Form.ASSIGNED
        && placeholders.is(text, start, end)
        && Letters.entropy(text.exact(), start, end) < RANDOM_BITS) {
      return matchEnd;
    }
    float usual = rule.form() == Form.WHOLE ? 0.95f : SecretCheck.LIKELY;
    float score = rule.check().score(text, start, end, placeholders, usual);
    if (score > 0) {
      hits.add(rule, start, end, score);
    }
    return end;
  }

  private static int valueStart(SecretRule rule, SecretText text, int start, int end) {
    char[] lower = text.lower();
    if (rule.form() == Form.ASSIGNED) {
      int at = start;
      while (at < end && "=>:|?,".indexOf(lower[at]) < 0) {
        at++;
      }
      while (at < end && ("=>:|?,@\\`'\"".indexOf(lower[at]) >= 0 || Letters.space(lower[at]))) {
        at++;
      }
      return at;
    }
    if (rule.form() == Form.LED) {
      int at = end;
      while (at > start && end - at < rule.max() && rule.chars().has(lower[at - 1])) {
        at--;
      }
      return at;
    }
    return start;
  }

  private static int sentenceEnd(SecretText text, int start, int from) {
    int end = from;
    while (end > start && ".,;:!?)".indexOf(text.lower()[end - 1]) >= 0) {
      end--;
    }
    return end;
  }

  private static int extend(AsciiSet set, SecretText text, int from) {
    int bound = Math.min(text.length(), from + EXTENSION_MAX);
    int end = from;
    while (end < bound && set.has(text.lower()[end])) {
      end++;
    }
    while (end > from && text.lower()[end - 1] == '.') {
      end--;
    }
    return end;
  }

  private static boolean closed(Tail tail, SecretText text, int end) {
    if (end >= text.length() || tail == Tail.ANY) {
      return true;
    }
    char next = text.exact()[end];
    boolean letter = Letters.digit(next) || Letters.lower(next) || Letters.upper(next);
    return !letter && (tail == Tail.CLOSED || (next != '_' && next != '-'));
  }

  private static boolean begins(String exact, SecretText text, int start, int end) {
    if (exact.length() > end - start) {
      return false;
    }
    for (int i = 0; i < exact.length(); i++) {
      if (text.exact()[start + i] != exact.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
