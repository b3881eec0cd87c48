package com.modalarmor.names;

import static com.modalarmor.names.FeatureIds.pair;

/** What the tokens around say of one token. Scratch, single-threaded. */
final class ContextFeatures {

  private static final int EDGE = 0x5bd1e995;

  /**
   * Tokens to either side that count one by one, and those that count by what they are used like.
   */
  private static final int NEAR = 2;

  private static final int FAR = 6;

  /** Tokens before and after a name among which cues are looked for. */
  private static final int CUE_TOKENS = 4;

  /** Of longer runs of capitals the pattern of lists is not looked at. */
  private static final int PATTERN_TOKENS_MAX = 5;

  private static final int FIRST = Lexicon.FIRST_NAME | Lexicon.RARE_FIRST_NAME;
  private static final int LAST = Lexicon.LAST_NAME | Lexicon.RARE_LAST_NAME;
  private static final int PLACES = Lexicon.CITY | Lexicon.COUNTRY | Lexicon.REGION;

  private Tokens t;
  private Sighting s;
  private char[] chars;
  private FeatureIds out;

  void begin(char[] text, Tokens tokens, Sighting sighting, FeatureIds ids) {
    chars = text;
    t = tokens;
    s = sighting;
    out = ids;
  }

  private boolean inside(int i) {
    return i >= 0 && i < t.count;
  }

  private int lower(int i) {
    return inside(i) ? t.lower[i] : EDGE;
  }

  private int shape(int i) {
    return inside(i) ? t.shape[i] : Tokens.SHAPES;
  }

  private int fine(int i) {
    return inside(i) ? WordTable.fine(s.word[i]) : 0x3FF;
  }

  private int coarse(int i) {
    return inside(i) ? WordTable.coarse(s.word[i]) : 0x7F;
  }

  private int lists(int i) {
    return inside(i) ? s.lists[i] : 0;
  }

  private int phrase(int i) {
    return inside(i) && s.place[i] != 0 ? s.phrase[i] << 2 | s.place[i] : 0;
  }

  /** Adds the features of token {@code i}. */
  void read(int i) {
    words(i);
    shapes(i);
    clusters(i);
    lexicon(i);
    if (s.runFirst[i] < 0) {
      out.add(90, shape(i));
    } else {
      run(i);
    }
    cues(i);
    far(i);
    int mark = t.shape[i];
    if (mark == Tokens.SHAPE_HANDLE || mark == Tokens.SHAPE_TAG) {
      handle(i, mark);
    }
  }

  private void words(int i) {
    int w = t.lower[i];
    int before = lower(i - 1);
    int after = lower(i + 1);
    out.add(1, 0);
    out.add(4, before);
    out.add(5, after);
    out.add(6, lower(i - 2));
    out.add(7, lower(i + 2));
    out.add(8, pair(before, w));
    out.add(9, pair(w, after));
    out.add(10, pair(before, after));
    out.add(11, pair(before, shape(i)));
    out.add(12, pair(after, shape(i)));
    out.add(13, pair(pair(lower(i - 2), before), shape(i)));
    out.add(14, pair(pair(after, lower(i + 2)), shape(i)));
    out.add(15, w * 4 + s.casing);
  }

  private void shapes(int i) {
    int a = shape(i - 2);
    int b = shape(i - 1);
    int c = shape(i);
    int d = shape(i + 1);
    int e = shape(i + 2);
    out.add(20, c * 4 + s.casing);
    out.add(21, b << 8 | c);
    out.add(22, c << 8 | d);
    out.add(23, (b << 8 | c) << 8 | d);
    out.add(24, (a << 8 | b) << 8 | c);
    out.add(25, (c << 8 | d) << 8 | e);
    out.add(26, (((a << 5 | b) << 5 | c) << 5 | d) << 5 | e);
    boolean glued = i > 0 && t.end[i - 1] == t.start[i];
    boolean glues = i + 1 < t.count && t.end[i] == t.start[i + 1];
    out.add(27, (glued ? 1 : 0) | (glues ? 2 : 0) | c << 2);
    out.add(28, Math.min(i, NEAR) * 64 + c);
  }

  private void clusters(int i) {
    int a = fine(i - 1);
    int b = fine(i);
    int c = fine(i + 1);
    int shape = shape(i);
    out.add(51, a);
    out.add(52, c);
    out.add(53, fine(i - 2));
    out.add(54, fine(i + 2));
    out.add(56, a << 10 | b);
    out.add(57, b << 10 | c);
    out.add(58, coarse(i - 1) << 7 | coarse(i));
    out.add(59, coarse(i) << 7 | coarse(i + 1));
    out.add(60, a << 6 | shape);
    out.add(61, c << 6 | shape);
    out.add(62, (coarse(i - 1) << 7 | coarse(i + 1)) << 6 | shape);
    out.add(63, (coarse(i - 2) << 7 | coarse(i - 1)) << 6 | shape);
    out.add(64, (coarse(i + 1) << 7 | coarse(i + 2)) << 6 | shape);
    out.add(65, ending(i - 1));
    out.add(66, ending(i + 1));
  }

  /** The last three characters of a word. */
  private int ending(int i) {
    if (!inside(i) || !t.letters(i)) {
      return shape(i);
    }
    int h = 19;
    for (int n = 1; n <= 3 && t.end[i] - n >= t.start[i]; n++) {
      h = h * 31 + Letters.plain(chars[t.end[i] - n]);
    }
    return h;
  }

  private void lexicon(int i) {
    int own = s.lists[i];
    int before = lists(i - 1);
    int after = lists(i + 1);
    int phrase = phrase(i);
    int shape = t.shape[i];
    out.add(71, phrase);
    out.add(72, pair(own, phrase));
    out.add(73, pair(before, own));
    out.add(74, pair(own, after));
    out.add(75, pair(before, shape));
    out.add(76, pair(after, shape));
    out.add(77, pair(phrase(i - 1), shape));
    out.add(78, pair(phrase(i + 1), shape));
    out.add(79, pair(pair(before, own), after));
    for (int bits = phrase >>> 2; bits != 0; bits &= bits - 1) {
      out.add(81, pair(bits & -bits, s.place[i]));
    }
    for (int bits = before; bits != 0; bits &= bits - 1) {
      out.add(82, pair(bits & -bits, shape));
    }
    for (int bits = after; bits != 0; bits &= bits - 1) {
      out.add(83, pair(bits & -bits, shape));
    }
  }

  /** The capitalised words around, as one. */
  private void run(int i) {
    int first = s.runFirst[i];
    int last = s.runLast[i];
    int at = (i == first ? 1 : 0) | (i == last ? 2 : 0);
    int before = lower(first - 1);
    int after = lower(last + 1);
    out.add(91, Math.min(7, last - first) * 4 + at);
    out.add(92, pair(t.lower[last], at));
    out.add(93, pair(t.lower[first], at));
    out.add(94, pair(s.lists[last], at));
    out.add(95, pair(s.lists[first], at));
    out.add(96, pair(before, at));
    out.add(97, pair(after, at));
    out.add(98, pair(fine(first - 1), at));
    out.add(99, pair(fine(last + 1), at));
    out.add(100, pair(fine(last), at));
    out.add(101, pair(pair(s.lists[first], s.lists[last]), at));
    out.add(102, pair(pair(fine(first - 1), fine(last + 1)), at));
    out.add(103, pair(lower(last + 2), at));
    out.add(104, pair(pair(after, lower(last + 2)), at));
    out.add(105, pair(pair(lower(first - 2), before), at));
    out.add(106, pair(coarse(last + 2), pair(coarse(last + 1), at)));
    if (last > first && last - first < PATTERN_TOKENS_MAX) {
      int pattern = 0;
      for (int k = first; k <= last; k++) {
        int lists = s.lists[k];
        pattern =
            pattern * 8 + bit(lists & FIRST) + 2 * bit(lists & LAST) + 4 * bit(lists & PLACES);
      }
      out.add(107, pair(pattern, (last - first) * 8 + i - first));
    }
  }

  private static int bit(int lists) {
    return lists == 0 ? 0 : 1;
  }

  /** What sort of words stand some tokens before and after the name that this could be part of. */
  private void cues(int i) {
    boolean run = s.runFirst[i] >= 0;
    int first = run ? s.runFirst[i] : i;
    int last = run ? s.runLast[i] : i;
    int before = 0;
    int after = 0;
    for (int d = 1; d <= CUE_TOKENS; d++) {
      before |= lists(first - d);
      after |= lists(last + d);
    }
    before = (before & Lexicon.CUES) >>> Lexicon.CUES_FROM;
    after = (after & Lexicon.CUES) >>> Lexicon.CUES_FROM;
    int at = t.shape[i] * 4 + (i == first ? 1 : 0) + (i == last ? 2 : 0);
    out.add(130, pair(before * 8 + after, at));
    out.add(131, pair(pair(before, lower(first - 1)), at));
    out.add(132, pair(pair(after, lower(last + 1)), at));
    out.add(133, pair(before * 8 + after, WordTable.coarse(s.word[i])));
  }

  private void far(int i) {
    int shape = t.shape[i];
    for (int d = NEAR + 1; d <= FAR; d++) {
      out.add(120, pair(fine(i - d), shape));
      out.add(121, pair(fine(i + d), shape));
    }
    out.add(122, lower(i - NEAR - 1));
    out.add(123, lower(i + NEAR + 1));
  }

  private void handle(int i, int mark) {
    out.add(114, (i == 0 ? 1 : 0) + 2 * mark);
    out.add(115, pair(lower(i - 1), pair(lower(i + 1), mark)));
    out.add(116, s.link * 32 + mark);
    out.add(117, pair(s.link, pair(lower(i - 1), lower(i + 1))));
    out.add(118, pair(i, t.lower[0]));
  }
}
