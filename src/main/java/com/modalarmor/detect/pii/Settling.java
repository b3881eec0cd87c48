package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeSet;
import com.modalarmor.text.View;

/**
 * How far the hits of a text that goes on are final: up to the first place from which something may
 * still become a longer match. Scratch; single-threaded.
 *
 * <p>Each shape says so itself: its automaton, started at a place, is alive at the end of the text
 * or is not. The finders hold their last token. Context words look backwards alone.
 */
final class Settling {

  /** Characters after a decoded stretch, after which nothing is added to it. */
  private static final int DECODED_TAIL = 64;

  private static final int PHONE_RUN_MAX = PhoneRun.GROUPS_MAX * 24 + PhoneFinder.TAIL;
  private static final int SHORT_TOKEN = 2;

  private final PiiEngine engine;

  Settling(PiiEngine engine) {
    this.engine = engine;
  }

  int of(char[] text, int length) {
    if (length == 0) {
      return 0;
    }
    int settled = Math.min(shapes(text, length), numbers(text, length));
    settled = Math.min(settled, ownToken(text, length));
    for (PiiEntity entity : engine.entities()) {
      settled =
          switch (entity.finder()) {
            case "email" -> Math.min(settled, email(text, length));
            case "url" -> Math.min(settled, url(text, length));
            case "iban" -> Math.min(settled, iban(text, length));
            case "crypto" -> Math.min(settled, run(text, length, CryptoFinder.LENGTH_MAX));
            case "zip" -> Math.min(settled, tail(text, length, ZipFinder.LENGTH_MAX));
            case "date_words" -> Math.min(settled, tail(text, length, DateWordsFinder.LENGTH_MAX));
            case "title" -> Math.min(settled, tail(text, length, TitleFinder.LENGTH_MAX));
            case "bic" -> Math.min(settled, run(text, length, BicFinder.LENGTH_MAX + 1));
            case "" -> settled;
            default -> Math.min(settled, phone(text, length));
          };
    }
    return settled;
  }

  private int shapes(char[] text, int length) {
    ShapeSet shapes = engine.shapes();
    int settled = length;
    for (int shape = 0; shape < shapes.size(); shape++) {
      int from = Math.max(0, length - shapes.maxLength(shape));
      for (int start = from; start < settled; start++) {
        boolean open = shapes.open(shape, text, start, length);
        boolean fraction =
            text[length - 1] == '.'
                && engine.asksFraction(shape)
                && shapes.open(shape, text, start, length - 1);
        if (open || fraction) {
          settled = start;
        }
      }
    }
    return settled;
  }

  /**
   * The last words that are no plain words, and the plain one after them: how a row of numbers is
   * divided into numbers may depend on all of it.
   */
  private static int numbers(char[] text, int length) {
    int bound = Math.max(0, length - PHONE_RUN_MAX);
    int start = length;
    boolean ended = false;
    while (start > bound) {
      int end = start;
      while (end > bound && Units.space(text[end - 1])) {
        end--;
      }
      int from = end;
      boolean plain = true;
      boolean letters = false;
      while (from > bound && !Units.space(text[from - 1])) {
        from--;
        plain &= !Units.digit(text[from]);
        letters |= Character.isLetter(text[from]);
      }
      ended |= end < length;
      if (ended && plain && letters) {
        return start;
      }
      start = from;
    }
    return start;
  }

  /** A word that goes on may yet name what starts in it. */
  private static int ownToken(char[] text, int length) {
    int bound = Math.max(0, length - ContextWords.LOOK_BACK / 2);
    int start = length;
    while (start > bound && Character.isLetterOrDigit(text[start - 1])) {
      start--;
    }
    return start;
  }

  private static int email(char[] text, int length) {
    int bound = Math.max(0, length - EmailFinder.LENGTH_MAX);
    int start = length;
    while (start > bound
        && (EmailFinder.local(text[start - 1])
            || text[start - 1] == '.'
            || text[start - 1] == '@')) {
      start--;
    }
    return start;
  }

  private static int url(char[] text, int length) {
    int bound = Math.max(0, length - UrlFinder.LENGTH_MAX);
    int start = length;
    while (start > bound && !Units.space(text[start - 1]) && "()<>".indexOf(text[start - 1]) < 0) {
      start--;
    }
    return start;
  }

  private static int iban(char[] text, int length) {
    int start = Math.max(0, length - IbanFinder.LENGTH_MAX);
    while (start < length && !IbanFinder.open(text, start, length)) {
      start++;
    }
    return start;
  }

  /** The word in which the last {@code max} characters begin. */
  private static int tail(char[] text, int length, int max) {
    int start = Math.max(0, length - max);
    while (start > 0 && start > length - 2 * max && Units.word(text[start - 1])) {
      start--;
    }
    return start;
  }

  private static int run(char[] text, int length, int max) {
    int bound = Math.max(0, length - max);
    int start = length;
    while (start > bound && Units.word(text[start - 1])) {
      start--;
    }
    return start;
  }

  /** The last digits, when more may follow them or what follows may still say what they are. */
  private static int phone(char[] text, int length) {
    int last = length;
    int bound = Math.max(0, length - PhoneFinder.TAIL - 1);
    while (last > bound && !Units.digit(text[last - 1])) {
      last--;
    }
    int start = last;
    int digits = 0;
    int floor = Math.max(0, last - PHONE_RUN_MAX);
    if (last > bound) {
      while (start > floor
          && (Units.digit(text[start - 1]) || PhoneRun.punctuation(text[start - 1]))) {
        start--;
        digits += Units.digit(text[start]) ? 1 : 0;
      }
    }
    boolean grows = true;
    for (int i = last; i < length; i++) {
      grows &= PhoneRun.punctuation(text[i]);
    }
    if (last == bound || (!grows && digits < 6)) {
      start = length;
    }
    while (start > 0 && start > length - PHONE_RUN_MAX && PhoneRun.lead(text[start - 1])) {
      start--;
    }
    return opened(text, opened(text, start));
  }

  /** Before a bracket or plus that punctuation parts from what it opens: {@code (. +1 …}. */
  private static int opened(char[] text, int digits) {
    int start = digits;
    int at = digits;
    while (at > 0
        && digits - at <= PhoneRun.GAP_MAX
        && (PhoneRun.punctuation(text[at - 1]) || PhoneRun.lead(text[at - 1]))) {
      at--;
      start = PhoneRun.lead(text[at]) ? at : start;
    }
    return start;
  }

  /** The last token, with the short ones before it: together they may be one encoded word. */
  static int encodedTail(char[] text, int length) {
    int start = length;
    while (start > 0) {
      int end = start;
      while (end > 0 && Units.space(text[end - 1])) {
        end--;
      }
      int from = end;
      boolean code = true;
      while (from > 0 && !Units.space(text[from - 1])) {
        from--;
        code &= "01.-/".indexOf(text[from]) >= 0;
      }
      boolean last = start == length && end == length;
      if (!last && !code && end - from > SHORT_TOKEN) {
        break;
      }
      start = from;
    }
    boolean hex = start < length;
    for (int i = start; i < length; i++) {
      hex &= hexOrBetween(text[i]);
    }
    while (hex && start > 0 && hexOrBetween(text[start - 1])) {
      start--;
    }
    return start;
  }

  private static boolean hexOrBetween(char c) {
    return Units.digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f') || " ,;:-\\x%".indexOf(c) >= 0;
  }

  /** Where a decoded stretch begins that may still go on; else the end of the text. */
  static int decoded(View decoded, String original) {
    int length = decoded.length();
    if (length == 0) {
      return original.length();
    }
    boolean ended = decoded.originalEnd(length, original) < original.length() - DECODED_TAIL;
    return ended ? original.length() : decoded.originalStart(0);
  }
}
