package com.modalarmor.detect;

import com.modalarmor.classify.AttackKind;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * What the model says of a text of any length. A long one is read in sections that overlap; where
 * one is suspicious, its paragraphs are read each alone as well: an attack among others' sentences
 * is found nearly as surely as when it stands alone. As the most suspicious of a thousand pieces
 * cries wolf sooner than that of a few, each pays for the length of the whole: its odds fall with
 * it, those of a section, cut anywhere, more than those of a paragraph. Scratch; single-threaded.
 */
final class LongReading {

  /** Characters of a text that is read like any other, and of a section. */
  static final int LONG_CHARS = 4_096;

  /** The folded view and the decoded ones. */
  private static final int VIEWS_MAX = 1 + Views.DECODED_MAX;

  private static final int PIECES_MAX = 32;

  /** Characters that a section has in common with the one before. */
  private static final int OVERLAP_CHARS = 400;

  /** Lines of a paragraph longer than a section are read together up to so many characters. */
  private static final int LINES_CHARS = 1_000;

  /**
   * The odds of a section fall with this power of the length; set on long texts of the dev file.
   */
  static final double LENGTH_POWER = 0.35;

  /** Those of a paragraph. */
  static final double PARAGRAPH_POWER = 0.02;

  /**
   * Those of a short decoded view of a long text: made of places in it, with what stands around.
   */
  static final double VIEW_POWER = 0.15;

  /** Characters of one text, all its views together, that the network reads at most. */
  private static final int PHRASES_CHARS_MAX = 16_384;

  /** In a long text the network reads so much on each side of the most suspicious window. */
  private static final int PHRASES_MARGIN = 400;

  /** The most suspicious pieces, for the network. */
  private final Piece[] pieces = new Piece[PIECES_MAX];

  private int pieceCount;
  private final View[] views = new View[VIEWS_MAX];
  private final float[] probability = new float[VIEWS_MAX];
  private final int[] start = new int[VIEWS_MAX];
  private final int[] end = new int[VIEWS_MAX];

  private AttackModel model;
  private AttackModel.Scratch scratch;
  private char[] chars;
  private int channel;
  private int reading;
  private boolean whole;

  /** A piece that the features alone do not settle. Scratch. */
  private static final class Piece {
    int reading;
    int from;
    int to;
    int start;
    int end;
    float sum;
    float handicap;
    float probability;
    boolean passedOver;
  }

  /** Starts with a text, whose views {@link #read} takes one after the other. */
  void begin(AttackModel by, int of, AttackModel.Scratch with) {
    model = by;
    scratch = with;
    channel = of;
    pieceCount = 0;
  }

  /** The probability that one view alone holds an attack. */
  float score(AttackModel by, View view, int textLength, int of, AttackModel.Scratch with) {
    begin(by, of, with);
    read(0, view, textLength);
    finish();
    return probability[0];
  }

  /**
   * Reads a view by its features.
   *
   * @param at its number
   * @param textLength of the text that this is a view of
   */
  void read(int at, View view, int textLength) {
    reading = at;
    views[at] = view;
    chars = view.chars();
    int length = view.length();
    probability[at] = -1;
    whole = length <= LONG_CHARS;
    double lengths = Math.max(0, Math.log((double) Math.max(length, textLength) / LONG_CHARS));
    if (whole) {
      read(0, length, (float) (VIEW_POWER * lengths));
      return;
    }
    float handicap = (float) (LENGTH_POWER * lengths);
    float lesser = (float) (PARAGRAPH_POWER * lengths);
    int from = 0;
    int unread = 0; // where the first paragraph begins that was not read alone, and where it ends
    int paragraphEnd = paragraphEnd(chars, 0, length);
    while (from < length) {
      int to = cut(chars, from, Math.min(length, from + LONG_CHARS), length);
      read(from, to, handicap);
      boolean suspicious = scratch.suspicious();
      while (unread < to) {
        if (suspicious && paragraphEnd > from) {
          paragraph(unread, paragraphEnd, lesser);
        } else if (paragraphEnd > to) {
          break; // the next section will tell
        }
        unread = paragraphEnd;
        paragraphEnd = paragraphEnd(chars, unread, length);
      }
      from = to == length ? length : cut(chars, from + 1, to - OVERLAP_CHARS, length);
    }
  }

  /** Lets the network read the most suspicious pieces of all views, up to a bound. */
  void finish() {
    int left = PHRASES_CHARS_MAX;
    for (int i = 0; i < pieceCount; i++) {
      int best = i;
      for (int j = i + 1; j < pieceCount; j++) {
        best = pieces[j].probability > pieces[best].probability ? j : best;
      }
      Piece piece = pieces[best];
      pieces[best] = pieces[i];
      pieces[i] = piece;
      if (piece.to - piece.from <= left) {
        left -= piece.to - piece.from;
        float read =
            model.scorePhrases(
                views[piece.reading].chars(),
                piece.from,
                piece.to,
                piece.sum,
                piece.passedOver,
                channel,
                piece.handicap,
                scratch);
        take(piece.reading, read, piece.start, piece.end);
      }
    }
  }

  private void take(int at, float read, int from, int to) {
    if (read > probability[at]) {
      probability[at] = read;
      start[at] = from;
      end[at] = to;
    }
  }

  private void unsure(int from, int to, float handicap) {
    float features = scratch.probability();
    Piece piece = null;
    if (pieceCount < PIECES_MAX) {
      if (pieces[pieceCount] == null) {
        pieces[pieceCount] = new Piece();
      }
      piece = pieces[pieceCount++];
    } else {
      for (Piece other : pieces) {
        piece = piece == null || other.probability < piece.probability ? other : piece;
      }
      if (piece.probability >= features) {
        return;
      }
    }
    piece.reading = reading;
    piece.start = scratch.start();
    piece.end = scratch.end();
    piece.from = whole ? from : Math.max(from, piece.start - PHRASES_MARGIN);
    piece.to = whole ? to : Math.min(to, piece.end + PHRASES_MARGIN);
    piece.sum = scratch.sum();
    piece.handicap = handicap;
    piece.probability = features;
    piece.passedOver = scratch.passedOver();
  }

  private void paragraph(int from, int to, float handicap) {
    if (to - from <= LONG_CHARS) {
      read(from, to, handicap);
      return;
    }
    int start = from;
    int stop = from; // the last line end that fits
    int at = from;
    while (at < to) {
      int lineEnd = at;
      while (lineEnd < to && chars[lineEnd] != '\n') {
        lineEnd++;
      }
      lineEnd = Math.min(to, lineEnd + 1);
      if (lineEnd - start > LINES_CHARS && stop > start) {
        read(start, stop, handicap);
        start = stop;
      }
      stop = lineEnd;
      at = lineEnd;
    }
    if (start > from) {
      read(start, to, handicap);
    }
  }

  /** Just after the empty line that ends the paragraph. */
  private static int paragraphEnd(char[] chars, int from, int length) {
    int lineEnds = 0;
    for (int i = from; i < length; i++) {
      if (chars[i] == '\n') {
        lineEnds++;
      } else if (chars[i] > ' ') {
        if (lineEnds > 1) {
          return i;
        }
        lineEnds = 0;
      }
    }
    return length;
  }

  /** Just after the last white space before {@code to}, if it is not far; else {@code to}. */
  private static int cut(char[] chars, int from, int to, int length) {
    if (to >= length) {
      return length;
    }
    int least = Math.max(from + 1, to - OVERLAP_CHARS / 2);
    for (int i = to; i > least; i--) {
      if (chars[i - 1] <= ' ') {
        return i;
      }
    }
    return to;
  }

  private void read(int from, int to, float handicap) {
    model.scoreFeatures(chars, from, to, channel, handicap, scratch);
    take(reading, scratch.probability(), scratch.start(), scratch.end());
    if (scratch.unsure()) {
      unsure(from, to, handicap);
    }
  }

  /** The probability when the odds are so many times as high. */
  static float withOdds(float probability, float times) {
    return probability * times / (1 - probability + probability * times);
  }

  /** That a view holds an attack, after {@link #finish}. */
  float probability(int at) {
    return probability[at];
  }

  /** What sort of attack it would be. */
  AttackKind kind(int at) {
    return scratch.kind(views[at].chars(), start[at], end[at]);
  }

  int start(int at) {
    return start[at];
  }

  int end(int at) {
    return end[at];
  }
}
