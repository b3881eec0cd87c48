package com.modalarmor.classify;

/**
 * Makes features of the concepts that stand near each other: each one, each two, three and four in
 * their order, whatever other words stand between them. Scratch: one text at a time.
 */
final class ConceptRuns {

  /** Features of one concept, at most. */
  static final int FEATURES_MAX = 8;

  /** Words between two concepts of a run. */
  private static final int FAR = 12;

  /** Words between two concepts that stand close. */
  private static final int NEAR = 4;

  private static final int LONG_AGO = -1_000;

  /** The concepts met last, the newest first, and at which word of the text. */
  private int first;

  private int second;
  private int third;
  private int firstAt;
  private int secondAt;
  private int thirdAt;

  void begin() {
    first = 0;
    second = 0;
    third = 0;
    firstAt = LONG_AGO;
    secondAt = LONG_AGO;
    thirdAt = LONG_AGO;
  }

  /** Takes the next concept, at a word of the text; returns how many features {@code out} holds. */
  int take(int concept, int at, int[] out, int count) {
    int found = add(concept * 7 + 1, out, count);
    if (at - firstAt <= FAR) {
      int two = first * 131 + concept;
      found = add(two * 31 + 2, out, found);
      if (at - firstAt <= NEAR) {
        found = add(two * 31 + 3, out, found);
      }
      if (at - secondAt <= FAR) {
        found = add((second * 131 + concept) * 31 + 2, out, found);
        found = add((second * 131 + two) * 31 + 5 + (second << 20), out, found);
        if (at - thirdAt <= FAR) {
          found = add((third * 131 + concept) * 31 + 2, out, found);
          found = add(((third * 131 + second) * 131 + two) * 31 + 9 + (third << 24), out, found);
        }
      }
    }
    if (concept != first || at - firstAt > NEAR) { // the same once more takes no place
      third = second;
      thirdAt = secondAt;
      second = first;
      secondAt = firstAt;
    }
    first = concept;
    firstAt = at;
    return found;
  }

  private static int add(int feature, int[] out, int count) {
    out[count] = FeatureHash.ofConcepts(feature);
    return count + 1;
  }
}
