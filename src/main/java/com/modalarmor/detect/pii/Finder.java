package com.modalarmor.detect.pii;

/** Looks for one entity around a place where it may stand. Immutable; thread-safe. */
interface Finder {

  /** True when it may find something between the letters of a word: {@code a1b}. */
  default boolean withinWords() {
    return false;
  }

  /**
   * @param from where the digits, or the separator, start
   * @param to where they end
   */
  void at(PiiScan scan, int from, int to);

  /** False when nothing stands around a separator that follows the character. */
  default boolean mayFollow(char before) {
    return true;
  }
}
