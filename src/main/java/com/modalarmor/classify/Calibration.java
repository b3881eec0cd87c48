package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.Arrays;
import java.util.List;

/**
 * Threshold, slope and measures on the dev file: the logit at which a given share of harmless texts
 * would count as attacks becomes the probability one half. Immutable.
 */
record Calibration(
    float slope,
    float threshold,
    float gate,
    float unread,
    float eastAsian,
    float anchor,
    float fewRows,
    double recall,
    double falsePositives,
    double auc,
    int attacks,
    int benign) {

  private static final int SLOPE_STEPS = 200;

  /** What the network counts beside the features. */
  private static final float PHRASES = 0.5f;

  /** Share of the harmless texts that the network reads. */
  private static final double READ_SHARE = 0.15;

  /** Of the network's logits of harmless texts, the one that texts have which it does not read. */
  private static final double UNREAD_SHARE = 0.3;

  /** The logit of a text without words. */
  private static final float NOTHING = -20;

  /**
   * Harmless texts in Chinese, Japanese and Korean, and those in languages of few rows, stay so far
   * below the threshold, all but one in so many as of all languages and at least one: there are
   * few, and their logits are lower.
   */
  private static final float MARGIN = 0.2f;

  /** By language, see {@link WindowLanguage}: of few rows attacks are raised by less. */
  private static final float[] RAISED_MOST = {0, 1, 0.5f};

  private static final int RAISED_ROWS_MIN = 50;

  /** As the model's file holds it: slope, shift, no shift for a channel, and the network's part. */
  float[] values() {
    return new float[] {
      slope, -slope * threshold, 0, 0, 0, 0, PHRASES, gate, unread, eastAsian, anchor, fewRows
    };
  }

  static Calibration of(AttackModel model, List<LabelledText> rows, double falsePositivesMax) {
    float[] features = new float[rows.size()];
    float[] phrases = new float[rows.size()];
    int[] languages = new int[rows.size()];
    int[] lengths = new int[rows.size()];
    read(model, rows, features, phrases, languages, lengths);
    float gate = harmless(rows, features, null, 1 - READ_SHARE);
    float unread = harmless(rows, phrases, null, UNREAD_SHARE);
    float[] sums = new float[features.length];
    for (int i = 0; i < sums.length; i++) {
      boolean read = features[i] > Weights.gate(gate, languages[i]);
      float net = read ? Math.max(unread, phrases[i]) : unread;
      sums[i] = features[i] + PHRASES * net;
    }
    float anchor = harmless(rows, sums, null, 1 - falsePositivesMax);
    float[] judged = judged(sums, lengths, anchor);
    float threshold = halfway(sorted(rows, judged, null), falsePositivesMax);
    float[] raise = new float[RAISED_MOST.length];
    for (int language = WindowLanguage.OTHER + 1; language < raise.length; language++) {
      float highest = harmless(rows, judged, of(languages, language), 1 - falsePositivesMax);
      raise[language] = Math.max(0, Math.min(RAISED_MOST[language], threshold - MARGIN - highest));
    }
    float[] attacks = new float[rows.size()];
    float[] benign = new float[rows.size()];
    int a = 0;
    int b = 0;
    for (int i = 0; i < sums.length; i++) {
      float z = LengthShift.apply(sums[i] + raise[languages[i]], lengths[i], anchor);
      if (rows.get(i).attack()) {
        attacks[a++] = z;
      } else {
        benign[b++] = z;
      }
    }
    attacks = Arrays.copyOf(attacks, a);
    benign = Arrays.copyOf(benign, b);
    Arrays.sort(attacks);
    Arrays.sort(benign);
    return new Calibration(
        slope(attacks, benign, threshold),
        threshold,
        gate,
        unread,
        raise[WindowLanguage.EAST_ASIAN],
        anchor,
        raise[WindowLanguage.FEW_ROWS],
        a == 0 ? 0 : (a - below(attacks, threshold)) / (double) a,
        b == 0 ? 0 : (b - below(benign, threshold)) / (double) b,
        auc(attacks, benign),
        a,
        b);
  }

  private static boolean[] of(int[] languages, int language) {
    boolean[] of = new boolean[languages.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = languages[i] == language;
    }
    return of;
  }

  private static float[] judged(float[] sums, int[] lengths, float anchor) {
    float[] judged = new float[sums.length];
    for (int i = 0; i < judged.length; i++) {
      judged[i] = LengthShift.apply(sums[i], lengths[i], anchor);
    }
    return judged;
  }

  private static void read(
      AttackModel model,
      List<LabelledText> rows,
      float[] features,
      float[] phrases,
      int[] languages,
      int[] lengths) {
    Views views = new Views();
    AttackModel.Scratch scratch = model.newScratch();
    for (int i = 0; i < features.length; i++) {
      views.read(rows.get(i).text());
      View folded = views.folded();
      model.scoreFeatures(folded.chars(), 0, folded.length(), AttackModel.INPUT, 0, scratch);
      features[i] = scratch.found ? scratch.logit : NOTHING;
      phrases[i] = // what the screen passes over is not read by the network either
          scratch.passedOver ? NOTHING : scratch.phrases(folded.chars(), 0, folded.length());
      languages[i] = scratch.language(Float.NEGATIVE_INFINITY);
      lengths[i] = folded.length();
    }
  }

  /**
   * Between the lowest harmless text that may count as an attack and the highest that may not: so
   * few are there that they lie far apart.
   */
  static float halfway(float[] sorted, double share) {
    if (sorted.length == 0) {
      return Math.nextUp(0f);
    }
    int counted = Math.min(counted(sorted.length, share, 0), sorted.length - 1);
    float highest = sorted[sorted.length - 1 - counted];
    float lowest = counted == 0 ? highest : sorted[sorted.length - counted];
    return Math.max(Math.nextUp(highest), (highest + lowest) / 2);
  }

  /**
   * The highest value of the harmless texts, of which this share counts and at least one does not;
   * {@code of} = of these texts alone, and not told of few; null = of all.
   */
  private static float harmless(
      List<LabelledText> rows, float[] values, boolean[] of, double share) {
    float[] sorted = sorted(rows, values, of);
    int n = sorted.length;
    int counted = counted(n, 1 - share, of == null ? 0 : 1);
    return of != null && n < RAISED_ROWS_MIN
        ? Float.MAX_VALUE
        : n == 0 ? 0 : sorted[n - 1 - counted];
  }

  /** The values of the harmless texts, ascending; {@code of} = of these alone, null = of all. */
  static float[] sorted(List<LabelledText> rows, float[] values, boolean[] of) {
    float[] own = new float[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (!rows.get(i).attack() && (of == null || of[i])) {
        own[n++] = values[i];
      }
    }
    Arrays.sort(own, 0, n);
    return Arrays.copyOf(own, n);
  }

  private static int counted(int rows, double share, int atLeast) {
    return Math.max(atLeast, (int) (share * rows));
  }

  /** Maximum likelihood with the threshold held; both classes weigh the same. */
  private static float slope(float[] attacks, float[] benign, float threshold) {
    if (attacks.length == 0 || benign.length == 0) {
      return 1;
    }
    double slope = 1;
    for (int i = 0; i < SLOPE_STEPS; i++) {
      double g = gradient(attacks, threshold, slope, 1) + gradient(benign, threshold, slope, 0);
      slope = Math.max(0.2, Math.min(5, slope - 0.1 * g));
    }
    return (float) slope;
  }

  private static double gradient(float[] logits, float threshold, double slope, int label) {
    double sum = 0;
    for (float z : logits) {
      double x = z - threshold;
      sum += (1 / (1 + Math.exp(-slope * x)) - label) * x;
    }
    return sum / logits.length;
  }

  private static int below(float[] sorted, float bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double auc(float[] attacks, float[] benign) {
    if (attacks.length == 0 || benign.length == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (float z : attacks) {
      sum += (below(benign, z) + below(benign, Math.nextUp(z))) / 2.0;
    }
    return sum / attacks.length / benign.length;
  }
}
