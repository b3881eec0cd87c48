package com.modalarmor.detect;

import com.modalarmor.text.Fold;
import com.modalarmor.text.View;

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

  /** Squeezed characters with which a piece of the canary begins. */
  private static final int CANARY_BEGIN = 4;

  /** Characters of the end of a view in which something may still be open. */
  private static final int OPEN_CHARS_MAX = 1_024;

  private final View folded = new View();
  private final HiddenTexts.Cache known = new HiddenTexts.Cache();
  private final Squeeze canary = new Squeeze();
  private final Squeeze searched = new Squeeze();
  private final Told own = new Told();
  private final OpenPlace open = new OpenPlace();
  private Told told = own;

  /** Takes what one request hides, for its whole answer; null = nothing. */
  void begin(HiddenContext newContext) {
    own.begin(newContext);
    told = own;
  }

  /** Goes on with an answer of which a part was read before. */
  void resume(Told earlier) {
    told = earlier;
  }

  boolean hasCanary() {
    return told.context != null && !told.context.canary().isEmpty();
  }

  boolean hasTexts() {
    return told.context != null
        && !(told.context.instruction().isEmpty() && told.context.declarations().isEmpty());
  }

  private void read() {
    if (told.texts != null) {
      return;
    }
    told.read(known.of(told.context));
    if (hasCanary()) {
      Fold.fold(told.context.canary(), folded);
      canary.read(folded.chars(), 0, folded.length(), HiddenTexts.CHARS_MAX);
      told.canaries = pieces(told.canaries, CANARY_WINDOW);
      told.canaryBegins = pieces(told.canaryBegins, CANARY_BEGIN);
    }
  }

  /** The pieces of the canary, at every place. */
  private ShingleTable pieces(ShingleTable reused, int window) {
    ShingleTable table = reused == null ? new ShingleTable() : reused;
    table.clear(window);
    table.addAll(canary, 0, canary.length(), at -> true);
    return table;
  }

  /** Searches a view for hidden text; false when it holds none. */
  boolean search(View view, Span span) {
    read();
    int window = told.texts.window();
    search(
        view,
        told.texts.shingles(),
        span,
        (place, at) -> {
          told.tell(place, place + window);
          span.add(searched.origin(at), searched.origin(at + window - 1) + 1);
        });
    return !span.isEmpty();
  }

  /** Searches a view for the canary, whole or a good part of it; each place is one span. */
  void searchCanary(View view, Span span, Runnable whenFound) {
    read();
    search(
        view,
        told.canaries,
        span,
        (place, at) -> {
          int start = searched.origin(at);
          if (!span.isEmpty() && start > span.end()) {
            whenFound.run();
            span.clear();
          }
          span.add(start, searched.origin(at + CANARY_WINDOW - 1) + 1);
        });
    if (!span.isEmpty()) {
      whenFound.run();
    }
  }

  /**
   * Where in a view that may go on the telling of hidden texts may not be over; the view's length
   * when it is.
   */
  int openText(View view) {
    read();
    return openFrom(view, told.texts.shingles(), told.texts.begins());
  }

  /** The same for the canary. */
  int openCanary(View view) {
    read();
    return openFrom(view, told.canaries, told.canaryBegins);
  }

  private int openFrom(View view, ShingleTable pieces, ShingleTable begins) {
    int from = Math.max(0, view.length() - OPEN_CHARS_MAX);
    searched.read(view.chars(), from, view.length(), PIECE_CHARS);
    open.begin(searched.length(), pieces.window());
    pieces.search(searched.chars(), searched.length(), open::piece);
    begins.search(searched.chars(), searched.length(), open::beginning);
    int at = open.at();
    return at < searched.length() ? searched.origin(at) : view.length();
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

  /**
   * How likely what was told so far is a leak, in [0,1]: by the share of a section, by the longest
   * piece in a row, and by the words told in all. Twelve words or more of a whole that is not much
   * longer, or some thirty words in a row, are an even chance; a greeting or a phrase is none.
   */
  float score() {
    if (told.newly > told.texts.length() / SCORE_STEPS) {
      told.newly = 0;
      told.score = scored();
    }
    return told.score;
  }

  private float scored() {
    HiddenTexts texts = told.texts;
    double charsPerWord = texts.charsPerWord();
    double best = 0;
    int begin = 0;
    for (int section = 0; section < HiddenTexts.SECTIONS; section++) {
      int end = texts.sectionEnd(section);
      int all = 0;
      int run = 0;
      int longest = 0;
      for (int i = begin; i < end; i++) {
        run = told.places[i] ? run + 1 : 0;
        all += told.places[i] ? 1 : 0;
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
