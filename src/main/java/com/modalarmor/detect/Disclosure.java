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

  /** Squeezed characters that are searched at a time. */
  private static final int PIECE_CHARS = 1 << 15;

  /** The score is worked out anew for each so small share of the hidden texts. */
  private static final int SCORE_STEPS = 512;

  private final View folded = new View();
  private final HiddenTexts.Cache known = new HiddenTexts.Cache();
  private final Squeeze canary = new Squeeze();
  private final Squeeze searched = new Squeeze();
  private final ShingleTable canaries = new ShingleTable();
  private boolean[] told = new boolean[1_024];
  private HiddenContext context;
  private HiddenTexts texts;
  private boolean read;
  private int newlyTold;
  private float score;

  /** Takes what one request hides; null = nothing. */
  void begin(HiddenContext newContext) {
    context = newContext;
    read = false;
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
    newlyTold = 0;
    score = 0;
    texts = known.of(context);
    if (told.length < texts.length()) {
      told = new boolean[Math.max(texts.length(), told.length * 2)];
    } else {
      Arrays.fill(told, 0, texts.length(), false);
    }
    if (hasCanary()) {
      Fold.fold(context.canary(), folded);
      canary.read(folded.chars(), 0, folded.length(), HiddenTexts.CHARS_MAX);
      canaries.clear(CANARY_WINDOW);
      canaries.addAll(canary, 0, canary.length(), at -> true);
    }
  }

  /** Searches a view for hidden text; false when it holds none. */
  boolean search(View view, Span span) {
    read();
    int window = texts.window();
    search(
        view,
        texts.shingles(),
        span,
        (place, at) -> {
          tell(place, place + window);
          span.add(searched.origin(at), searched.origin(at + window - 1) + 1);
        });
    return !span.isEmpty();
  }

  /** Searches a view for the canary, whole or a good part of it. */
  boolean searchCanary(View view, Span span) {
    read();
    search(
        view,
        canaries,
        span,
        (place, at) -> span.add(searched.origin(at), searched.origin(at + CANARY_WINDOW - 1) + 1));
    return !span.isEmpty();
  }

  /** Long views are read in pieces that overlap, so that the working memory stays small. */
  private void search(View view, ShingleTable table, Span span, ShingleTable.Hits hits) {
    span.clear();
    int length = view.length();
    int from = 0;
    while (from < length) {
      int next = searched.read(view.chars(), from, length, PIECE_CHARS);
      table.search(searched.chars(), searched.length(), hits);
      from = next < length ? searched.origin(searched.length() - table.window() + 1) : length;
    }
  }

  private void tell(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!told[i]) {
        told[i] = true;
        newlyTold++;
      }
    }
  }

  /**
   * How likely what was told so far is a leak, in [0,1]: by the share of a section, by the longest
   * piece in a row, and by the words told in all. Twelve words or more of a whole that is not much
   * longer, or some thirty words in a row, are an even chance; a greeting or a phrase is none.
   */
  float score() {
    if (newlyTold > texts.length() / SCORE_STEPS) {
      newlyTold = 0;
      score = scored();
    }
    return score;
  }

  private float scored() {
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
