package com.modalarmor.names;

import static com.modalarmor.names.FeatureIds.pair;

/**
 * What a token says by itself: its forms, its beginning, end and middle, the lists that hold it,
 * and the words use like it. The same for equal tokens anywhere. Stateless.
 */
final class WordFeatures {

  private static final int AFFIX_CHARS_MAX = 4;
  private static final int HANDLE_PIECES_MAX = 4;

  /** Characters of a word, and of a handle, that are read in threes and fours. */
  private static final int WORD_CHARS_MAX = 12;

  private static final int HANDLE_CHARS_MAX = 20;
  private static final int SHORT_CHARS = 4;

  private WordFeatures() {}

  static void read(char[] chars, Tokens t, Sighting s, int i, Lexicon lexicon, FeatureIds out) {
    int shape = t.shape[i];
    out.add(2, t.lower[i]);
    out.add(3, t.exact[i]);
    out.add(50, WordTable.fine(s.word[i]));
    out.add(55, WordTable.coarse(s.word[i]));
    out.add(70, s.lists[i] * 32 + shape);
    for (int bits = s.lists[i]; bits != 0; bits &= bits - 1) {
      out.add(80, (bits & -bits) * 32 + shape);
    }
    boolean handle = shape == Tokens.SHAPE_HANDLE || shape == Tokens.SHAPE_TAG;
    if (handle || t.letters(i)) {
      affixes(chars, t, i, out);
      if ((handle || t.capital(i)) && t.end[i] - t.start[i] > SHORT_CHARS) {
        middle(chars, t, i, handle, out);
      }
    }
    if (handle) {
      pieces(chars, t, i, lexicon, out);
    }
  }

  private static void affixes(char[] chars, Tokens t, int i, FeatureIds out) {
    int from = t.start[i];
    int to = t.end[i];
    int longest = Math.min(AFFIX_CHARS_MAX, to - from);
    int h = 17;
    for (int n = 1; n <= longest; n++) {
      h = h * 31 + Letters.plain(chars[from + n - 1]);
      out.add(30 + n, h);
    }
    h = 19;
    for (int n = 1; n <= longest; n++) {
      h = h * 31 + Letters.plain(chars[to - n]);
      out.add(36 + n, h);
      if (n == 3) {
        out.add(42, h * 32 + t.shape[i]);
      }
    }
    out.add(43, Math.min(12, to - from) * 32 + t.shape[i]);
  }

  private static void middle(char[] chars, Tokens t, int i, boolean handle, FeatureIds out) {
    int from = t.start[i];
    int to = Math.min(t.end[i], from + (handle ? HANDLE_CHARS_MAX : WORD_CHARS_MAX));
    for (int k = from; k + 3 <= to; k++) {
      int three = Letters.plain(chars[k]) * 31 + Letters.plain(chars[k + 1]);
      three = three * 31 + Letters.plain(chars[k + 2]);
      out.add(handle ? 46 : 44, three);
      if (k + 4 <= to) {
        out.add(45, three * 31 + Letters.plain(chars[k + 3]));
      }
    }
  }

  /** The words that a handle or a tag is made of, as its capitals show. */
  private static void pieces(char[] chars, Tokens t, int i, Lexicon lexicon, FeatureIds out) {
    int mark = t.shape[i];
    int to = t.end[i];
    int pieces = 0;
    int at = t.start[i] + 1;
    while (at < to && pieces < HANDLE_PIECES_MAX) {
      int begin = at;
      int h = Tokens.BASIS;
      do {
        h = (h ^ Letters.plain(chars[at])) * Tokens.PRIME;
        at++;
      } while (at < to && !begins(chars, at));
      int piece = Tokens.mix(h);
      out.add(110, pair(piece, mark));
      if (at - begin > 2) {
        int lists = lexicon.get(Lexicon.key(piece)) & ~Lexicon.MORE;
        out.add(111 + Math.min(pieces, 1), pair(lists, mark));
      }
      if (at < to && chars[at] == '_') {
        at++;
      }
      pieces++;
    }
    out.add(113, pieces * 32 + mark);
  }

  private static boolean begins(char[] chars, int at) {
    return chars[at] == '_' || (Letters.upper(chars[at]) && !Letters.upper(chars[at - 1]));
  }
}
