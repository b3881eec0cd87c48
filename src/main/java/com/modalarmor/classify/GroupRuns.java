package com.modalarmor.classify;

/**
 * Makes features of the {@link WordGroups} of words in a row: the fine group of each word, of each
 * two and of two with one between; the coarse groups of each three and four. Scratch: one text at a
 * time.
 */
final class GroupRuns {

  /** Features of one word. */
  static final int FEATURES = 5;

  private static final int KNOWN_BITS = 11;

  private final WordGroups groups;

  /** Words met lately, by hash, and their groups: most words of a text come again. */
  private final int[] known = new int[1 << KNOWN_BITS];

  private final int[] groupOf = new int[1 << KNOWN_BITS];

  /** Fine groups of the last two words, coarse ones of the last three; the newest first. */
  private int fine1;

  private int fine2;
  private int coarse1;
  private int coarse2;
  private int coarse3;

  GroupRuns(WordGroups groups) {
    this.groups = groups;
  }

  void begin() {
    fine1 = 0;
    fine2 = 0;
    coarse1 = 0;
    coarse2 = 0;
    coarse3 = 0;
  }

  /** Takes the next word by its hash; returns how many features {@code out} holds then. */
  int take(int word, int[] out, int count) {
    int group = group(word);
    int coarse = WordGroups.coarse(group);
    int fine = WordGroups.fine(group);
    int three = (coarse2 * WordGroups.COARSE_MAX + coarse1) * WordGroups.COARSE_MAX + coarse;
    out[count] = FeatureHash.ofGroups(fine * 3 + 1);
    out[count + 1] = FeatureHash.ofGroups((fine1 * WordGroups.FINE_MAX + fine) * 7 + 2);
    out[count + 2] = FeatureHash.ofGroups((fine2 * WordGroups.FINE_MAX + fine) * 11 + 4);
    out[count + 3] = FeatureHash.ofGroups(three * 5 + 3);
    out[count + 4] = FeatureHash.ofGroups((three + coarse3 * 0x2545F491) * 13 + 5);
    fine2 = fine1;
    fine1 = fine;
    coarse3 = coarse2;
    coarse2 = coarse1;
    coarse1 = coarse;
    return count + FEATURES;
  }

  /** The fine group of a word by its hash, 0 = none. */
  int fine(int word) {
    return WordGroups.fine(group(word));
  }

  private int group(int word) {
    int cell = word >>> Integer.SIZE - KNOWN_BITS;
    if (known[cell] != word) {
      known[cell] = word;
      groupOf[cell] = groups.of(word);
    }
    return groupOf[cell];
  }
}
