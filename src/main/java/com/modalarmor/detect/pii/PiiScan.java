package com.modalarmor.detect.pii;

import com.modalarmor.text.Pause;
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

  /** The last number found is all of its run. */
  boolean phoneCovered;

  final PhoneRun phoneRun = new PhoneRun();
  final PhoneMatcher phoneMatcher = new PhoneMatcher();

  /** Where a scan of a long text may stop for a moment. */
  Pause pause = Pause.NONE;

  void begin(PiiEngine newEngine, String newOriginal) {
    engine = newEngine;
    original = newOriginal;
    hits.clear();
    scoreMin = engine.scoreMin();
    beyondAscii = false;
    spacedDigits = false;
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
    boolean identity = folded.identity();
    for (int i = 0; i < size; i++) {
      char c = from[i];
      if (c >= 'a' && c <= 'z') {
        char s = sent[identity ? i : folded.originalStart(i)];
        to[i] = s == c - 32 ? s : c;
      } else {
        to[i] = c >= 128 && dash(c) ? '-' : c;
      }
    }
    read(to, size, folded, false);
  }

  /**
   * True when a folded view, with the letters' case as sent, is another text than the one sent.
   * Small letters for capital ones do not count, nor one blank for another.
   */
  static boolean differs(View folded, char[] sent) {
    if (!folded.identity()) {
      return true;
    }
    char[] read = folded.chars();
    int size = folded.length();
    for (int i = 0; i < size; i++) {
      char c = read[i];
      char s = sent[i];
      boolean equal = c == s ? c < 0x2010 || !dash(c) : same(c, s);
      if (!equal) {
        return true;
      }
    }
    return false;
  }

  /** Letters whose capital ones no pattern tells from the small ones: Latin, Greek, Cyrillic. */
  static boolean cased(char c) {
    return c >= 128 && c < 0x530;
  }

  private static boolean same(char read, char sent) {
    return (sent < 128 && read == Units.lower(sent))
        || (cased(read) && cased(sent) && read == Character.toLowerCase(sent))
        || (Units.space(read) && Units.space(sent));
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
    while (end + 2 < size && spacing(sent[end + 1]) && alone(sent, size, end + 2)) {
      end += 2;
    }
    return end;
  }

  /** What stands between digits that are set apart. */
  static boolean spacing(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '_';
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
    } else if (score < 1f
        && !found.otherwise().isEmpty()
        && OtherWords.before(text, start, found.otherwise())
        && !NetworkChecks.isPlainAddress(text, length, start, end)) {
      reported = Math.min(reported, PiiEntity.OTHERWISE_MAX);
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
