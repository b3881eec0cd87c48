package com.modalarmor.detect;

import com.modalarmor.text.Fold;
import com.modalarmor.text.View;
import java.util.Arrays;

/**
 * How much of the hidden texts of a request its answer has told so far, over all its texts and
 * their views. Scratch: {@link #begin} for each answer; the hidden texts are only read when an
 * answer is searched. Single-threaded.
 *
 * <p>Two sections, instruction and declarations, each with a share of its own: a leaked instruction
 * does not look small beside a hundred declared tools.
 */
final class Disclosure {

  private static final int CANARY_WINDOW = 12;

  private final View folded = new View();
  private final HiddenTexts.Cache known = new HiddenTexts.Cache();
  private final Squeeze canary = new Squeeze();
  private final Squeeze searched = new Squeeze();
  private final ShingleTable canaries = new ShingleTable();
  private boolean[] told = new boolean[1_024];
  private HiddenContext context;
  private HiddenTexts texts;
  private boolean read;

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
    texts = known.of(context);
    if (told.length < texts.length()) {
      told = new boolean[Math.max(texts.length(), told.length * 2)];
    } else {
      Arrays.fill(told, 0, texts.length(), false);
    }
    if (hasCanary()) {
      Fold.fold(context.canary(), folded);
      canary.read(folded.chars(), folded.length(), HiddenTexts.CHARS_MAX);
      canaries.clear(CANARY_WINDOW);
      canaries.addAll(canary, 0, canary.length(), at -> true);
    }
  }

  /** Searches a view for hidden text; false when it holds none. */
  boolean search(View view, Span span) {
    read();
    squeeze(view);
    span.clear();
    int window = texts.window();
    texts.search(
        searched,
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
    double charsPerWord = texts.charsPerWord();
    double best = 0;
    int begin = 0;
    for (int section = 0; section < HiddenTexts.SECTIONS; section++) {
      int end = texts.sectionEnd(section);
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
        double likely = Math.max(share * Math.min(1, words / 14.4), Math.max(piece, sum));
        best = Math.max(best, likely * Math.min(1, words / 8));
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
