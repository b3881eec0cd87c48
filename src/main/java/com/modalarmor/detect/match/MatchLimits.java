package com.modalarmor.detect.match;

/**
 * The bounds of one scan. Immutable.
 *
 * @param hitsPerPatternMax matches reported for one pattern in one text; the pattern rests after
 *     them
 * @param workMax verification steps in one scan, after which it gives up and says so by {@link
 *     MatchScratch#truncated()}; a step is one unit of text seen by one pattern's automaton, or one
 *     automaton position touched while a new state is made
 */
public record MatchLimits(int hitsPerPatternMax, long workMax) {
  /** Room for a hostile megabyte that keeps about 250 patterns verifying all the way through. */
  public static final MatchLimits DEFAULT = new MatchLimits(4, 1L << 28);

  public MatchLimits {
    if (hitsPerPatternMax < 1 || hitsPerPatternMax > 1024) {
      throw new IllegalArgumentException("hitsPerPatternMax must be 1 to 1024");
    }
    if (workMax < 1) {
      throw new IllegalArgumentException("workMax must be positive");
    }
  }
}
