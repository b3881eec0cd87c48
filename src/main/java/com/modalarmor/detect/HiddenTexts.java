package com.modalarmor.detect;

import com.modalarmor.text.Fold;
import com.modalarmor.text.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hidden texts of a request, ready to be searched for. Immutable.
 *
 * <p>Two sections, instruction and declarations, each with a share of its own: a leaked instruction
 * does not look small beside a hundred declared tools.
 */
final class HiddenTexts {

  static final int SECTIONS = 2;

  /** Squeezed characters of all hidden texts that are compared; what comes after is not. */
  static final int CHARS_MAX = 1 << 16;

  /** About five words. */
  private static final int WINDOW = 24;

  /** In scripts whose characters are words or syllables. */
  private static final int DENSE_WINDOW = 12;

  private static final int DENSE_FROM = 0x0E00;

  /** In longer words, and in text without spaces, a piece begins at least so often. */
  private static final int PLACE_STEP = 6;

  /** Squeezed characters with which a piece begins, of those that a stream holds back. */
  private static final int BEGIN = 8;

  private final ShingleTable shingles = new ShingleTable();
  private final ShingleTable begins = new ShingleTable();
  private final int[] sectionEnds = new int[SECTIONS];

  private HiddenTexts(HiddenContext context) {
    View folded = new View();
    Squeeze hidden = new Squeeze();
    int dense = squeeze(context.instruction(), folded, hidden);
    sectionEnds[0] = hidden.length();
    dense += squeeze(context.declarations(), folded, hidden);
    sectionEnds[1] = hidden.length();
    shingles.clear(dense * 2 > hidden.length() ? DENSE_WINDOW : WINDOW);
    begins.clear(Math.min(BEGIN, shingles.window() / 2));
    int begin = 0;
    for (int end : sectionEnds) {
      shingles.addAll(hidden, begin, end, new WordStarts(hidden, begin));
      begins.addAll(hidden, begin, end, new WordStarts(hidden, begin));
      begin = end;
    }
  }

  /** Appends texts; the number of their characters in dense scripts. */
  private static int squeeze(List<String> texts, View folded, Squeeze hidden) {
    int dense = 0;
    for (int i = 0; i < texts.size(); i++) {
      Fold.fold(texts.get(i), folded);
      char[] chars = folded.chars();
      for (int c = 0; c < folded.length(); c++) {
        dense += chars[c] >= DENSE_FROM && Character.isLetter(chars[c]) ? 1 : 0;
      }
      hidden.append(chars, 0, folded.length(), CHARS_MAX);
    }
    return dense;
  }

  /** A piece begins with a word, or with a part of a long one. Asked in ascending order. */
  private static final class WordStarts implements ShingleTable.Places {

    private final Squeeze hidden;
    private final int begin;
    private int last;

    WordStarts(Squeeze hidden, int begin) {
      this.hidden = hidden;
      this.begin = begin;
      this.last = begin - PLACE_STEP;
    }

    @Override
    public boolean begins(int at) {
      boolean word = at == begin || hidden.origin(at) != hidden.origin(at - 1) + 1;
      if (word || at - last >= PLACE_STEP) {
        last = at;
        return true;
      }
      return false;
    }
  }

  int length() {
    return sectionEnds[SECTIONS - 1];
  }

  int sectionEnd(int section) {
    return sectionEnds[section];
  }

  /** Characters of one piece. */
  int window() {
    return shingles.window();
  }

  double charsPerWord() {
    return shingles.window() == DENSE_WINDOW ? 2 : 5;
  }

  ShingleTable shingles() {
    return shingles;
  }

  /** The beginnings of the pieces. */
  ShingleTable begins() {
    return begins;
  }

  /**
   * The hidden texts that were asked for last: an application sends the same ones with each
   * request. Single-threaded.
   */
  static final class Cache {

    private static final int TEXTS_MAX = 8;

    private record Key(List<String> instruction, List<String> declarations) {}

    private final Map<Key, HiddenTexts> texts = new LinkedHashMap<>(16, 0.75f, true);

    HiddenTexts of(HiddenContext context) {
      Key key = new Key(context.instruction(), context.declarations());
      HiddenTexts known = texts.get(key);
      if (known == null) {
        known = new HiddenTexts(context);
        texts.put(key, known);
        if (texts.size() > TEXTS_MAX) {
          texts.remove(texts.keySet().iterator().next());
        }
      }
      return known;
    }
  }
}
