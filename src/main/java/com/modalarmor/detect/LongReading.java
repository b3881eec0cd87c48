package com.modalarmor.detect;

import com.modalarmor.classify.AttackKind;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.NetworkGate;
import com.modalarmor.classify.PieceScan;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * What the model says of a text of any length. Of a long one each paragraph is read as if it stood
 * alone: an attack among others' sentences is found nearly as surely as when it does. What lies in
 * several of them is a piece of its own every {@link #LONG_CHARS}. As the most suspicious of a
 * thousand pieces cries wolf sooner than that of a few, each pays for the length of the whole: its
 * odds fall with it, those of what has no end of its own more than those of a paragraph. Each
 * character is read once. Scratch; single-threaded.
 */
final class LongReading {

  /** Characters of a text that is read like any other, and of a paragraph at most. */
  static final int LONG_CHARS = Paragraphs.CHARS_MAX;

  /** The folded view and the decoded ones. */
  private static final int VIEWS_MAX = 1 + Views.DECODED_MAX;

  private static final int PIECES_MAX = 32;

  /**
   * The odds of what has no end of its own fall with this power of the length; set on long texts of
   * the dev file.
   */
  static final double LENGTH_POWER = 0.45;

  /** Those of a paragraph. */
  static final double PARAGRAPH_POWER = 0.02;

  /**
   * Those of a short decoded view of a long text: made of places in it, with what stands around.
   */
  static final double VIEW_POWER = 0.15;

  /** Characters of one text, all its views together, that the network reads at most. */
  private static final int PHRASES_CHARS_MAX = 16_384;

  /**
   * Words of the same, after which it begins no further piece: where each sign is a word, as many
   * as the characters of ordinary text have, and some.
   */
  private static final int PHRASES_WORDS_MAX = 4_096;

  /** In a long text the network reads so much on each side of the most suspicious window. */
  private static final int PHRASES_MARGIN = 400;

  /** The most suspicious pieces, for the network. */
  private final Piece[] pieces = new Piece[PIECES_MAX];

  private int pieceCount;
  private final View[] views = new View[VIEWS_MAX];
  private final float[] probability = new float[VIEWS_MAX];
  private final int[] start = new int[VIEWS_MAX];
  private final int[] end = new int[VIEWS_MAX];

  private final PieceScan scan = new PieceScan();
  private AttackModel model;
  private AttackModel.Scratch scratch;
  private char[] chars;
  private int channel;
  private int reading;
  private boolean whole;

  /** Of short texts the network reads all that the features doubt, not only what may be attacks. */
  private boolean scored;

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
  void begin(AttackModel by, int of, AttackModel.Scratch with, boolean compared) {
    scored = compared;
    model = by;
    scratch = with;
    channel = of;
    pieceCount = 0;
  }

  /** The probability that one view alone holds an attack. */
  float score(AttackModel by, View view, int textLength, int of, AttackModel.Scratch with) {
    begin(by, of, with, true);
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
    readLong(length, (float) (LENGTH_POWER * lengths), (float) (PARAGRAPH_POWER * lengths));
  }

  private void readLong(int length, float handicap, float lesser) {
    scan.begin(model, chars, length, scratch);
    while (scan.next()) {
      int to = scan.end();
      int at = scan.start();
      int section = at;
      int paragraph = at;
      int paragraphEnd = at;
      while (at < to) {
        if (at >= paragraphEnd) {
          paragraph = Paragraphs.start(chars, at);
          paragraphEnd = Paragraphs.end(chars, at, length);
        }
        boolean lines = paragraphEnd - paragraph > LONG_CHARS;
        int first = lines ? Paragraphs.lineStart(chars, at) : paragraph;
        int last = lines ? Paragraphs.linesEnd(chars, at, paragraphEnd) : paragraphEnd;
        boolean apart = last - first <= LONG_CHARS;
        int end = Math.min(to, Math.min(last, at + LONG_CHARS));
        if (scan.piece(at, end, channel, apart ? lesser : handicap)) {
          took(apart ? first : 0, apart ? last : length, apart ? lesser : handicap);
        }
        at = end;
        if (at - section >= LONG_CHARS || at >= to) {
          section = at;
          if (scan.across(channel, handicap)) {
            took(0, length, handicap);
          }
        }
      }
    }
    if (scan.passedOver(channel, handicap)) {
      took(0, length, handicap);
    }
  }

  private void took(int from, int to, float handicap) {
    take(reading, scratch.probability(), scratch.start(), scratch.end());
    boolean reads = !whole || scored || NetworkGate.open(model, scratch, channel, handicap);
    if (scratch.unsure() && reads) {
      unsure(from, to, handicap);
    }
  }

  /** Lets the network read the most suspicious pieces of all views, up to a bound. */
  void finish() {
    int left = PHRASES_CHARS_MAX;
    int words = 0;
    for (int i = 0; i < pieceCount && words < PHRASES_WORDS_MAX; i++) {
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
        words += NetworkGate.words(scratch);
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

  private void read(int from, int to, float handicap) {
    model.scoreFeatures(chars, from, to, channel, handicap, scratch);
    took(from, to, handicap);
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
