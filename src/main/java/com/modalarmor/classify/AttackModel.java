package com.modalarmor.classify;

import com.modalarmor.text.Pause;
import java.util.Arrays;

/**
 * Tells how likely a text is an attack, in up to three readings. A {@link WordScreen} finds the
 * stretches worth one; most harmless texts have none, and that is all. Those are read by a linear
 * model over hashed n-grams, in overlapping windows of one to {@link #WINDOW_BLOCKS} blocks, of
 * which the most suspicious one counts: a short attack in a long text is not diluted, a long one is
 * seen whole. What that finds suspicious is read once more by a {@link PhraseNet}, and both logits
 * are added up. Immutable; shared between threads, each with a {@link Scratch} of its own.
 *
 * <p>Each feature is read once and each window is the sum of its blocks, so time is linear in the
 * text, and memory does not grow with it.
 */
public final class AttackModel {

  /** A text from the user. */
  public static final int INPUT = 0;

  /** A retrieved passage. */
  public static final int RETRIEVED = 1;

  /** A tool's result. */
  public static final int TOOL = 2;

  /** The model's answer. */
  public static final int OUTPUT = 3;

  /** Blocks of the longest window. */
  static final int WINDOW_BLOCKS = 6;

  static final int FEATURES_MORE = 300;

  /** Below this probability nothing is reported of a text. */
  public static final float REPORTED_MIN = 0.2f;

  /** No text that the screen passes over is more probably an attack than that. */
  private static final float PASSED_OVER_MAX = REPORTED_MIN - 0.01f;

  private final Weights weights;
  private final String card;
  private final String fingerprint;

  AttackModel(Weights weights, String card, String fingerprint) {
    this.weights = weights;
    this.card = card;
    this.fingerprint = fingerprint;
  }

  /** What the file says of itself: data, counts, command, measures; JSON. */
  public String card() {
    return card;
  }

  /** Eight hex digits that tell two models apart. */
  public String fingerprint() {
    return fingerprint;
  }

  Weights weights() {
    return weights;
  }

  /** Working memory for one thread. */
  public Scratch newScratch() {
    return newScratch(Pause.NONE);
  }

  /** The same for texts of any length. */
  public Scratch newScratch(Pause pause) {
    return new Scratch(this, pause);
  }

  /** Scores a folded text; the answer is in {@code scratch} until the next call. */
  public void score(char[] chars, int from, int to, int channel, Scratch scratch) {
    score(chars, from, to, channel, 0, scratch);
  }

  /**
   * The same for one piece of many, of which each may cry wolf.
   *
   * @param channel {@link #INPUT}, {@link #RETRIEVED}, {@link #TOOL} or {@link #OUTPUT}
   * @param handicap by how much the logarithm of its odds is lower for that, from 0 on
   */
  public void score(char[] chars, int from, int to, int channel, float handicap, Scratch scratch) {
    if (scratch.model != this) {
      throw new IllegalArgumentException("scratch of another model");
    }
    scoreFeatures(chars, from, to, channel, handicap, scratch);
    if (scratch.unsure) {
      scorePhrases(chars, from, to, channel, handicap, scratch);
    }
  }

  /** The same by the features alone; {@link Scratch#unsure} says whether the phrases count, too. */
  public void scoreFeatures(
      char[] chars, int from, int to, int channel, float handicap, Scratch scratch) {
    scratch.read(chars, from, to);
    judge(to - from, channel, handicap, scratch);
  }

  /** What the logit says that stands in {@code scratch}. */
  void judge(int length, int channel, float handicap, Scratch scratch) {
    float[] c = weights.calibration();
    int language = scratch.language(weights.gate(WindowLanguage.FEW_ROWS));
    float gate = weights.gate(language) + handicap / c[0];
    scratch.unsure = scratch.read && scratch.logit > gate;
    scratch.length = LengthShift.judged(length, handicap);
    scratch.sum = scratch.logit + weights.raised(language);
    scratch.probability =
        scratch.found ? probability(c[Weights.UNREAD], channel, handicap, scratch) : 0;
  }

  /** What becomes of that when the network reads {@code chars[from..to)}. */
  private void scorePhrases(
      char[] chars, int from, int to, int channel, float handicap, Scratch scratch) {
    float read = scratch.phrases(chars, from, to);
    float phrases = Math.max(weights.calibration()[Weights.UNREAD], read);
    scratch.probability = probability(phrases, channel, handicap, scratch);
  }

  /** The same for what {@link Scratch#sum} the features had. */
  public float scorePhrases(
      char[] chars,
      int from,
      int to,
      float sum,
      boolean passedOver,
      int channel,
      float handicap,
      Scratch scratch) {
    scratch.sum = sum;
    scratch.length = LengthShift.judged(to - from, handicap);
    scratch.passedOver = passedOver;
    scorePhrases(chars, from, to, channel, handicap, scratch);
    return scratch.probability;
  }

  private float probability(float phrases, int channel, float handicap, Scratch scratch) {
    float[] c = weights.calibration();
    float sum = scratch.sum + c[Weights.PHRASES] * phrases;
    float logit = LengthShift.apply(sum, scratch.length, c[Weights.ANCHOR]);
    float p = sigmoid(c[0] * logit + c[1] + c[2 + channel] - handicap);
    return scratch.passedOver ? Math.min(p, PASSED_OVER_MAX) : p;
  }

  static float sigmoid(float z) {
    return (float) (1 / (1 + Math.exp(-z)));
  }

  /** Working memory and the answer of the last text. Single-threaded. */
  public static final class Scratch {

    float logit;
    int length; // that it is judged as if it had
    boolean found;

    /** The screen has found nothing in the text; */
    boolean passedOver;

    /** it was read all the same, or because the screen has. */
    boolean read;

    Screening screening = Screening.ON;
    private final AttackModel model;
    private final NGrams reader = new NGrams();
    final WordScreen screen;
    final WindowScan windows;
    final PhraseScan phraseScan;
    private final int[] kindSums = new int[Weights.KINDS];
    char[] chars = new char[0];
    private float probability;
    float sum;
    boolean unsure;
    int start;
    int end;

    private Scratch(AttackModel model, Pause pause) {
      this.model = model;
      this.phraseScan = new PhraseScan(model.weights.phrases());
      this.screen = new WordScreen(model.weights.screen(), pause);
      this.windows = new WindowScan(model.weights, reader, pause);
    }

    /** From now on; {@link Screening#ON} at first. */
    public void screening(Screening next) {
      screening = next;
    }

    /** What the network makes of a text. */
    float phrases(char[] text, int from, int to) {
      return phraseScan.score(reader, text, from, to);
    }

    /** Between 0 and 1; from 0.5 on the text counts as an attack. */
    public float probability() {
      return probability;
    }

    /** The features' logit, as the phrases are added to it. */
    public float sum() {
      return sum;
    }

    /** True when the network has a say. */
    public boolean unsure() {
      return unsure;
    }

    /** True when the screen has found nothing. */
    public boolean passedOver() {
      return passedOver;
    }

    /** Where the most suspicious window begins, as an index of the characters scored. */
    public int start() {
      return start;
    }

    public int end() {
      return end;
    }

    /** That of the most suspicious window; below such a logit its words are not looked up. */
    int language(float from) {
      int language = WindowLanguage.byLetters(chars, start, end);
      boolean open = language == WindowLanguage.OTHER && logit > from;
      return open ? WindowLanguage.byWords(chars, start, end) : language;
    }

    /** What sort of attack it would be; reads the most suspicious window once more. */
    public AttackKind kind() {
      return kind(chars, start, end);
    }

    /** The same for a window of an earlier text. */
    public AttackKind kind(char[] chars, int start, int end) {
      byte[] kinds = model.weights.kinds();
      Arrays.fill(kindSums, 0);
      reader.begin(chars, start, end);
      while (reader.next()) {
        for (int i = 0; i < reader.count; i++) {
          int at = (reader.ids[i] & (Weights.KIND_FEATURES - 1)) * Weights.KINDS;
          for (int kind = 0; kind < kindSums.length; kind++) {
            kindSums[kind] += kinds[at + kind];
          }
        }
      }
      int best = 0;
      for (int kind = 1; kind < kindSums.length; kind++) {
        best = kindSums[kind] > kindSums[best] ? kind : best;
      }
      return AttackKind.at(best);
    }

    private void read(char[] text, int from, int to) {
      chars = text;
      windows.begin(text, from);
      screen.begin(text, from, to);
      while (screen.next()) {
        windows.stretch(screen.start, screen.end);
      }
      passedOver = !windows.found && screening != Screening.OFF;
      if (!windows.found && screening != Screening.ON) {
        windows.stretch(from, to);
      }
      read = windows.found;
      found = read;
      logit = windows.logit;
      start = windows.start;
      end = windows.end;
      if (!read && screen.best > Float.NEGATIVE_INFINITY) {
        found = true;
        logit = model.weights.screen().passedOver(screen.best);
      }
    }
  }

  /**
   * Long windows would win by their length alone, short ones by chance: a sum counts by the root of
   * its features, and of some more.
   */
  static float value(int count) {
    return value(count, FEATURES_MORE);
  }

  /** The same with so many more. */
  static float value(int count, int more) {
    return (float) (1 / Math.sqrt(count + more));
  }

  static float logitOf(float sum, int count, float bias) {
    return sum * value(count) + bias;
  }
}
