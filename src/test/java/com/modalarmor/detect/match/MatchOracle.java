package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slow, obvious way to find leftmost-longest matches: try each start and each end. Used by one
 * thread.
 */
final class MatchOracle {
  private MatchOracle() {}

  /** Units the oracle may look at for one text; some random patterns send it back for ever. */
  private static final int READS_MAX = 300_000;

  /** The spans as {@code start-end}, or null when the oracle itself gave up. */
  static List<String> spans(String javaPattern, String text, int hitsMax) {
    try {
      return spans(Pattern.compile(javaPattern, Pattern.DOTALL), text, hitsMax);
    } catch (GaveUp tooSlow) {
      return null;
    }
  }

  private static List<String> spans(Pattern pattern, String text, int hitsMax) {
    Matcher matcher = pattern.matcher(new Metered(text, new int[1]));
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    List<String> spans = new ArrayList<>();
    int start = 0;
    while (start < text.length() && spans.size() < hitsMax) {
      int end = longest(matcher, start, text.length());
      if (end < 0) {
        start++;
      } else {
        spans.add(start + "-" + end);
        start = end;
      }
    }
    return spans;
  }

  private static int longest(Matcher matcher, int start, int length) {
    if (!matcher.region(start, length).lookingAt()) {
      return -1;
    }
    for (int end = length; end > start; end--) {
      if (matcher.region(start, end).matches()) {
        return end;
      }
    }
    return -1;
  }

  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Metered(String text, int[] reads) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads[0] > READS_MAX) {
        throw new GaveUp();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
