package com.modalarmor.detect;

import com.modalarmor.text.Fold;
import com.modalarmor.text.View;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the hidden texts of a request its answer has told so far, over all its texts and
 * their views. Scratch: {@link #begin} for each answer; the hidden texts are only read when an
 * answer is searched. Single-threaded.
 *
 * <p>Two sections, instruction and declarations, each with a share of its own: a leaked instruction
 * does not look small beside a hundred declared tools.
 */
final class Disclosure {

  /** Squeezed characters of all hidden texts that are compared; what comes after is not. */
  static final int HIDDEN_CHARS_MAX = 1 << 16;

  /** About five words. */
  private static final int WINDOW = 24;

  /** In scripts whose characters are words or syllables. */
  private static final int DENSE_WINDOW = 12;

  /** The first characters of longer words, and of text without spaces, are places, too. */
  private static final int PLACE_STEP = 6;

  private static final int CANARY_WINDOW = 12;
  private static final int SECTIONS = 2;

  private final View folded = new View();
  private final Squeeze hidden = new Squeeze();
  private final Squeeze canary = new Squeeze();
  private final Squeeze searched = new Squeeze();
  private final ShingleTable shingles = new ShingleTable();
  private final ShingleTable canaries = new ShingleTable();
  private final int[] sectionEnds = new int[SECTIONS];
  private boolean[] told = new boolean[1_024];
  private HiddenContext context;
  private boolean read;
  private int dense;

  /** Takes what one request hides; null = nothing. */
  void begin(HiddenContext newContext) {
    context = newContext;
    read = false;
  }

  /** True when there is something to look for. */
  boolean active() {
    return context != null;
  }

  boolean hasCanary() {
    return context != null && !context.canary().isEmpty();
  }

  boolean hasTexts() {
    return context != null
        && !(context.instruction().isEmpty() && context.declarations().isEmpty());
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    hidden.clear();
    dense = 0;
    sectionEnds[0] = squeeze(context.instruction());
    sectionEnds[1] = squeeze(context.declarations());
    int length = hidden.length();
    if (told.length < length) {
      told = new boolean[Math.max(length, told.length * 2)];
    } else {
      Arrays.fill(told, 0, length, false);
    }
    shingles.clear(dense * 2 > length ? DENSE_WINDOW : WINDOW);
    int begin = 0;
    for (int end : sectionEnds) {
      addPlaces(begin, end);
      begin = end;
    }
    canaries.clear(CANARY_WINDOW);
    Fold.fold(context.canary(), folded);
    canary.read(folded.chars(), folded.length(), HIDDEN_CHARS_MAX);
    for (int at = 0; at + CANARY_WINDOW <= canary.length(); at++) {
      canaries.add(canary, at);
    }
  }

  private int squeeze(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      Fold.fold(texts.get(i), folded);
      char[] chars = folded.chars();
      int length = folded.length();
      for (int c = 0; c < length; c++) {
        dense += chars[c] >= 0x0E00 && Character.isLetter(chars[c]) ? 1 : 0;
      }
      hidden.append(chars, length, HIDDEN_CHARS_MAX);
    }
    return hidden.length();
  }

  /** Words, and pieces of long ones, begin places. */
  private void addPlaces(int begin, int end) {
    int last = begin - PLACE_STEP;
    for (int at = begin; at + shingles.window() <= end; at++) {
      boolean word = at == begin || hidden.origin(at) != hidden.origin(at - 1) + 1;
      if (word || at - last >= PLACE_STEP) {
        shingles.add(hidden, at);
        last = at;
      }
    }
  }

  /** Searches a view for hidden text; false when it holds none. */
  boolean search(View view, Span span) {
    read();
    squeeze(view);
    span.clear();
    int window = shingles.window();
    shingles.search(
        searched.chars(),
        searched.length(),
        (place, at) -> {
          Arrays.fill(told, place, place + window, true);
          span.add(searched.origin(at), searched.origin(at + window - 1) + 1);
        });
    return !span.isEmpty();
  }

  /** Searches a view for the canary, whole or a good part of it. */
  boolean searchCanary(View view, Span span) {
    read();
    squeeze(view);
    span.clear();
    canaries.search(
        searched.chars(),
        searched.length(),
        (place, at) -> span.add(searched.origin(at), searched.origin(at + CANARY_WINDOW - 1) + 1));
    return !span.isEmpty();
  }

  private void squeeze(View view) {
    searched.read(view.chars(), view.length(), Integer.MAX_VALUE);
  }

  /**
   * How likely what was told so far is a leak, in [0,1]: by the share of a section, by the longest
   * piece in a row, and by the words told in all. Twelve words or more of a whole that is not much
   * longer, or some thirty words in a row, are an even chance; a greeting or a phrase is none.
   */
  float score() {
    double charsPerWord = shingles.window() == DENSE_WINDOW ? 2 : 5;
    double best = 0;
    int begin = 0;
    for (int end : sectionEnds) {
      int all = 0;
      int run = 0;
      int longest = 0;
      for (int i = begin; i < end; i++) {
        run = told[i] ? run + 1 : 0;
        all += told[i] ? 1 : 0;
        longest = Math.max(longest, run);
      }
      if (all > 0) {
        double words = all / charsPerWord;
        double share = logistic(14 * ((double) all / (end - begin) - 0.55));
        double piece = logistic((longest / charsPerWord - 30) / 13.6);
        double sum = logistic((words - 60) / 20);
        double told = Math.max(share * Math.min(1, words / 14.4), Math.max(piece, sum));
        best = Math.max(best, told * Math.min(1, words / 8));
      }
      begin = end;
    }
    return (float) best;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** A range of a view that grows. */
  static final class Span {
    private int start;
    private int end;

    void clear() {
      start = Integer.MAX_VALUE;
      end = 0;
    }

    void add(int from, int to) {
      start = Math.min(start, from);
      end = Math.max(end, to);
    }

    boolean isEmpty() {
      return end == 0;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }
  }
}
