package com.modalarmor.detect.pii;

import com.modalarmor.text.View;
import java.util.Arrays;

/**
 * Working memory of one thread, and the text under inspection. Scratch: {@link #begin} for each
 * text, {@link #read} for each reading of it; do not keep.
 */
final class PiiScan {

  final HitList hits = new HitList();
  final Candidate candidate = new Candidate();
  private final ContextWords.Stretch stretch = new ContextWords.Stretch();

  /** Digits, each apart from the next by one separator, that are also read as one number. */
  static final int SPACED_DIGITS_MIN = 9;

  private int[] done = new int[0];
  private char[] cased = new char[0];
  private int[] places = new int[0];
  private PiiEngine engine;
  private String original;
  private View view;
  private boolean decoded;
  private boolean squeezed;
  private float scoreMin;

  char[] text;
  int length;

  /** Where digits and separators stand in the text, {@link #markCount} of them; -1 = anywhere. */
  int[] marks = new int[0];

  int markCount = -1;

  /** Digits stand apart from each other. */
  boolean spacedDigits;

  /**
   * A character beyond ASCII stands in the text: folded, it may read otherwise. Nothing that is
   * told of the text as a whole says so, else what comes late would change how the beginning is
   * read.
   */
  boolean beyondAscii;

  /** The place before which each thing that is looked for has been found, or passed over. */
  int tokenEnd;

  /** Times that the library of telephone numbers was asked. */
  int phoneTries;

  /** The last number that the library found is all of its stretch. */
  boolean phoneCovered;

  final PhoneRun phoneRun = new PhoneRun();

  void begin(PiiEngine newEngine, String newOriginal) {
    engine = newEngine;
    original = newOriginal;
    hits.clear();
    scoreMin = engine.scoreMin();
    beyondAscii = false;
    spacedDigits = false;
    phoneTries = 0;
  }

  /** True when the hits are those of that text. */
  boolean holds(PiiEngine asked, String text) {
    return engine == asked && original == text;
  }

  /** Starts again, for hits that are likelier than so many weak ones. */
  void begin(float newScoreMin) {
    begin(engine, original);
    scoreMin = newScoreMin;
  }

  /** Starts a reading. {@code newView} null: the text as sent. */
  void read(char[] newText, int newLength, View newView, boolean inDecoded) {
    text = newText;
    length = newLength;
    markCount = -1;
    view = newView;
    squeezed = false;
    decoded = inDecoded;
    tokenEnd = 0;
    stretch.clear();
    int slots = engine.slots();
    if (done.length < slots) {
      done = new int[slots];
    } else {
      Arrays.fill(done, 0, slots, 0);
    }
  }

  /**
   * Starts the reading of a folded view, with the letters' case as sent.
   *
   * @param sent the text as sent
   */
  void readCased(View folded, char[] sent) {
    int size = folded.length();
    if (cased.length < size) {
      cased = new char[size];
    }
    char[] from = folded.chars();
    char[] to = cased;
    for (int i = 0; i < size; i++) {
      char c = from[i];
      if (c >= 'a' && c <= 'z') {
        to[i] = sent[folded.originalStart(i)] == c - 32 ? (char) (c - 32) : c;
      } else {
        to[i] = c >= 128 && dash(c) ? '-' : c;
      }
    }
    read(to, size, folded, false);
  }

  /** Starts a reading of the text as sent in which many digits that stand apart stand together. */
  void readSqueezed(char[] sent, int size) {
    if (cased.length < size) {
      cased = new char[size];
    }
    if (places.length < size) {
      places = new int[size];
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      int streak = alone(sent, size, i) ? streakEnd(sent, size, i) : i;
      if ((streak - i) / 2 + 1 >= SPACED_DIGITS_MIN) {
        for (; i < streak; i += 2) {
          places[count] = i;
          cased[count++] = sent[i];
        }
      }
      places[count] = i;
      cased[count++] = sent[i];
    }
    read(cased, count, null, false);
    squeezed = true;
  }

  /** Hyphens and dashes but the one of ASCII. */
  static boolean dash(char c) {
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
  }

  /** The last of the digits from {@code from} on that stand apart by one separator each. */
  private static int streakEnd(char[] sent, int size, int from) {
    int end = from;
    while (end + 2 < size
        && (sent[end + 1] == ' '
            || sent[end + 1] == '-'
            || sent[end + 1] == '.'
            || sent[end + 1] == '_')
        && alone(sent, size, end + 2)) {
      end += 2;
    }
    return end;
  }

  private static boolean alone(char[] sent, int size, int digit) {
    return Units.digit(sent[digit])
        && (digit == 0 || !Units.digit(sent[digit - 1]))
        && (digit + 1 == size || !Units.digit(sent[digit + 1]));
  }

  /** The place in the text as sent of one in the squeezed reading. */
  int placeOf(int index) {
    return index == length ? original.length() : places[index];
  }

  int done(int slot) {
    return done[slot];
  }

  void done(int slot, int end) {
    done[slot] = end;
  }

  /** True when a context word of the entity stands before the place. */
  boolean supported(int entity, int start) {
    return engine.context().before(text, length, start, entity, stretch);
  }

  /** Takes a hit that nothing speaks against. */
  void hit(int entity, int start, int end, float score) {
    PiiEntity found = engine.entity(entity);
    float reported = score;
    if (score < 1f && !found.context().isEmpty() && supported(entity, start)) {
      reported = PiiEntity.supported(score);
    }
    if (reported < scoreMin || engine.exceptions().allows(found.name(), text, start, end)) {
      return;
    }
    if (squeezed) {
      add(entity, start, end, places[start], places[end - 1] + 1, reported);
    } else if (view == null) {
      hits.add(entity, start, end, reported, decoded);
    } else {
      add(entity, start, end, view.originalStart(start), view.originalEnd(end, original), reported);
    }
  }

  /**
   * Takes a hit of a further reading, unless it reads what was sent: that has been judged, and what
   * stands elsewhere in the text must not change it.
   */
  private void add(int entity, int start, int end, int from, int to, float score) {
    if (decoded || to - from != end - start || differs(start, end, from)) {
      hits.add(entity, from, to, score, decoded);
    }
  }

  private boolean differs(int start, int end, int from) {
    for (int i = start; i < end; i++) {
      char sent = original.charAt(from + i - start);
      if (text[i] != sent && !(Units.space(text[i]) && Units.space(sent))) {
        return true;
      }
    }
    return false;
  }

  String original() {
    return original;
  }
}
