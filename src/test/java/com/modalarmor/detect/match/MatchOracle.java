package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slow, obvious way to find leftmost-longest matches: try each start and each end. Used by one thread. */
final class MatchOracle {
  private MatchOracle() {}

  static List<String> spans(String javaPattern, String text, int hitsMax) {
    Matcher matcher = Pattern.compile(javaPattern, Pattern.DOTALL).matcher(text);
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
}
