package com.modalarmor.names;

import java.util.Arrays;

/**
 * What the word lists say of each token of a window, and which tokens may be part of a name at all.
 * Scratch, single-threaded.
 */
final class Sighting {

  /** Some words have capitals, some have none. */
  static final int ORDINARY = 0;

  private static final int LOWER_ONLY = 1;
  private static final int LINKS_MAX = 2;

  final int[] word = new int[Tokens.TOKENS_MAX];

  /** Lists that hold the token by itself. */
  final int[] lists = new int[Tokens.TOKENS_MAX];

  /**
   * Lists that hold a longer phrase it is part of, and 1 to 3 in the low bits of {@link #place}.
   */
  final int[] phrase = new int[Tokens.TOKENS_MAX];

  /** 0 outside a phrase; 1 begins, 2 inside, 3 ends it. */
  final byte[] place = new byte[Tokens.TOKENS_MAX];

  /** Tokens that are looked at; all others are part of no name. */
  final boolean[] open = new boolean[Tokens.TOKENS_MAX];

  /** The run of capitalised words around a token: its first and last one; -1 outside. */
  final int[] runFirst = new int[Tokens.TOKENS_MAX];

  final int[] runLast = new int[Tokens.TOKENS_MAX];

  /** Hash of the last link's host, 0 without a link. */
  int link;

  /** {@link #ORDINARY} text, 1 no capitals, 2 capitals only, 3 most words capitalised. */
  int casing;

  void read(Tokens t, WordTable words, Lexicon lexicon) {
    int count = t.count;
    link = 0;
    for (int i = 0; i < count; i++) {
      word[i] = words.get(t.exact[i]);
      link = t.shape[i] == Tokens.SHAPE_LINK ? t.lower[i] : link;
    }
    lists(t, lexicon);
    casing(t);
    mark(t);
    runs(t);
  }

  private void mark(Tokens t) {
    int count = t.count;
    for (int i = 0; i < count; i++) {
      open[i] = strong(t, i);
    }
    for (int i = 0; i < count; i++) {
      if (!open[i] && linking(t, i)) {
        boolean leads = t.shape[i] == Tokens.SHAPE_LOWER && i + 1 < t.count && strong(t, i + 1);
        boolean follows = near(t, i, -1);
        open[i] = leads || (follows && (closesAbbreviation(t, i) || near(t, i, 1)));
      }
    }
  }

  private static boolean closesAbbreviation(Tokens t, int i) {
    return t.lower[i] == Tokens.DOT && i > 0 && t.end[i - 1] == t.start[i];
  }

  /** True when a token that may be a name by itself stands beside, but for linking ones. */
  private boolean near(Tokens t, int i, int step) {
    int j = i + step;
    for (int n = 0; n < LINKS_MAX && j >= 0 && j < t.count; n++, j += step) {
      if (strong(t, j)) {
        return true;
      }
      if (!linking(t, j)) {
        return false;
      }
    }
    return false;
  }

  /** True for a token that may be a name by itself. */
  private boolean strong(Tokens t, int i) {
    byte shape = t.shape[i];
    int use = WordTable.use(word[i]);
    if (shape == Tokens.SHAPE_LOWER) {
      boolean known = word[i] != 0 || lists[i] != 0 || place[i] != 0;
      return use == WordTable.OPEN && (known || casing == LOWER_ONLY);
    }
    if (shape <= Tokens.SHAPE_TAG) {
      return shape != Tokens.SHAPE_MARK && use != WordTable.SILENT;
    }
    return shape == Tokens.SHAPE_DOTTED || shape >= Tokens.SHAPE_DIGITS;
  }

  /** True for a token that may be part of a name between two such ones, or a word before one. */
  private boolean linking(Tokens t, int i) {
    byte shape = t.shape[i];
    if (shape == Tokens.SHAPE_LOWER) {
      int use = WordTable.use(word[i]);
      return use == WordTable.LINKING || (use == WordTable.OPEN && word[i] == 0);
    }
    return shape == Tokens.SHAPE_MARK || shape == Tokens.SHAPE_LINE;
  }

  private void casing(Tokens t) {
    int lower = 0;
    int capital = 0;
    int caps = 0;
    for (int i = 0; i < t.count; i++) {
      byte shape = t.shape[i];
      capital += shape == Tokens.SHAPE_INITIAL ? 1 : 0;
      if (t.end[i] - t.start[i] > 3) {
        lower += shape == Tokens.SHAPE_LOWER ? 1 : 0;
        capital += shape == Tokens.SHAPE_CAPITAL || shape == Tokens.SHAPE_MIXED ? 1 : 0;
        caps += shape == Tokens.SHAPE_CAPS ? 1 : 0;
      }
    }
    int all = lower + capital + caps;
    casing =
        all == 0 || all == lower
            ? LOWER_ONLY
            : caps * 5 >= all * 4 ? 2 : (capital + caps) * 10 >= all * 7 ? 3 : ORDINARY;
  }

  private void lists(Tokens t, Lexicon lexicon) {
    int count = t.count;
    Arrays.fill(place, 0, count, (byte) 0);
    Arrays.fill(phrase, 0, count, 0);
    for (int i = 0; i < count; i++) {
      int key = Lexicon.key(t.lower[i]);
      int found = lexicon.get(key);
      lists[i] = found & ~Lexicon.MORE;
      if ((found & Lexicon.MORE) != 0 && place[i] == 0) {
        phrase(t, lexicon, i, key);
      }
    }
  }

  private void phrase(Tokens t, Lexicon lexicon, int from, int firstKey) {
    int key = firstKey;
    int best = 0;
    int last = from;
    int until = Math.min(t.count, from + Lexicon.PHRASE_TOKENS_MAX);
    for (int j = from + 1; j < until; j++) {
      key = Lexicon.longer(key, t.lower[j]);
      int found = lexicon.get(key);
      if ((found & ~Lexicon.MORE) != 0) {
        best = found & ~Lexicon.MORE;
        last = j;
      }
      if ((found & Lexicon.MORE) == 0) {
        break;
      }
    }
    for (int j = from; best != 0 && j <= last; j++) {
      phrase[j] = best;
      place[j] = (byte) (j == from ? 1 : j == last ? 3 : 2);
    }
  }

  private void runs(Tokens t) {
    int i = 0;
    while (i < t.count) {
      if (!t.capital(i)) {
        runFirst[i] = -1;
        i++;
        continue;
      }
      int last = i;
      int j = i + 1;
      while (j < t.count && j - last <= LINKS_MAX + 1) {
        if (t.capital(j)) {
          last = j;
        } else if (!joinsNames(t, j)) {
          break;
        }
        j++;
      }
      for (int k = i; k <= last; k++) {
        runFirst[k] = i;
        runLast[k] = last;
      }
      i = last + 1;
    }
  }

  private static final Hashes JOINS =
      Hashes.of(
          java.util.List.of(
              Tokens.word("of"),
              Tokens.word("the"),
              Tokens.word("and"),
              Tokens.word("for"),
              Tokens.word("&"),
              Tokens.word("-"),
              Tokens.word("'"),
              Tokens.word("’"),
              Tokens.word("."),
              Tokens.word("de"),
              Tokens.word("la"),
              Tokens.word("del"),
              Tokens.word("von"),
              Tokens.word("van"),
              Tokens.word("der"),
              Tokens.word("den"),
              Tokens.word("di"),
              Tokens.word("da"),
              Tokens.word("du"),
              Tokens.word("al"),
              Tokens.word("bin"),
              Tokens.word("el")));

  private static boolean joinsNames(Tokens t, int i) {
    return (t.shape[i] == Tokens.SHAPE_LOWER || t.shape[i] == Tokens.SHAPE_MARK)
        && JOINS.has(t.lower[i]);
  }
}
