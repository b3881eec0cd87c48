package com.modalarmor.detect.pii;

/**
 * Finds postal codes of any country that are named as such: digits, perhaps in two groups, after
 * "zip", "postcode" or the like. Immutable; thread-safe.
 */
final class ZipFinder implements Finder {

  private static final int DIGITS_MIN = 3;
  private static final int DIGITS_MAX = 6;
  private static final int SECOND_MAX = 4;

  /** With a second group. */
  static final int LENGTH_MAX = DIGITS_MAX + 1 + SECOND_MAX;

  /** Characters before it in which the name stands. */
  private static final int NAME_WITHIN = 20;

  private static final String[] NAMES = {
    "zip",
    "postcode",
    "postal code",
    "post code",
    "postleitzahl",
    "plz",
    "código postal",
    "code postal"
  };

  private final int entity;
  private final float score;
  private final int slot;

  ZipFinder(int entity, float score, int slot) {
    this.entity = entity;
    this.score = score;
    this.slot = slot;
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    if (from < scan.done(slot)
        || to - from < DIGITS_MIN
        || to - from > DIGITS_MAX
        || (from > 0 && Units.word(scan.text[from - 1]))
        || !named(scan, from)) {
      return;
    }
    int end = second(scan, to);
    if (end == scan.length || !Units.word(scan.text[end])) {
      scan.done(slot, end);
      scan.hit(entity, from, end, score);
    }
  }

  private static boolean named(PiiScan scan, int from) {
    for (int i = Math.max(0, from - NAME_WITHIN); i < from; i++) {
      if (i > 0 && Units.word(scan.text[i - 1])) {
        continue;
      }
      for (String name : NAMES) {
        if (Units.at(scan.text, from, i, name) && !Units.letter(scan.text[i + name.length()])) {
          return true;
        }
      }
    }
    return false;
  }

  /** The end of a short second group after a space or a hyphen. */
  private static int second(PiiScan scan, int from) {
    char[] text = scan.text;
    if (from >= scan.length || (text[from] != ' ' && text[from] != '-')) {
      return from;
    }
    int end = from + 1;
    while (end < scan.length && end - from <= SECOND_MAX && Units.word(text[end])) {
      end++;
    }
    int size = end - from - 1;
    boolean closed = end == scan.length || !Units.word(text[end]);
    boolean code = size > 0;
    for (int i = from + 1; i < end; i++) {
      code &= Units.digit(text[i]) || (Units.upper(text[i]) && size == 2);
    }
    return code && closed ? end : from;
  }
}
