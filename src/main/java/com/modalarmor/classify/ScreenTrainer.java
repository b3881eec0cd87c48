package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the {@link WordScreen} of a model: its words to the labels, its bound so that of the attacks
 * of the dev file that the model finds, hardly one is passed over. Single-threaded; deterministic.
 */
final class ScreenTrainer {

  /** Share of the attacks found in the dev file that the screen may pass over. */
  private static final double LOST_MAX = 0.001;

  /**
   * Share of the harmless texts that it may pass over, whatever the attacks allow: the lowest of
   * those is one text, and attacks of sources that the dev file does not have lie lower.
   */
  private static final double PASSED_OVER_SHARE = 0.75;

  private final Views views = new Views();
  private final WordScreen reader = new WordScreen(ScreenWeights.open());

  /** The words of a text, block by block; empty where it has none. */
  int[][] blocks(View folded) {
    reader.begin(folded.chars(), 0, folded.length());
    return Trainer.blocks(reader::nextBlock, () -> Arrays.copyOf(reader.ids, reader.count));
  }

  /**
   * Sets the bound, and the line below it, by what the whole model makes of the dev file. What is
   * found in a decoded view needs no screen, as those are always read whole. Of a customer's own
   * attacks no larger share is passed over.
   */
  Weights bound(
      Weights weights, ScreenWeights words, List<LabelledText> dev, List<LabelledText> own) {
    AttackModel whole = new AttackModel(weights, "", "");
    Readings ofDev = read(whole, words, dev);
    if (ofDev.found().length == 0) {
      return weights;
    }
    Readings ofOwn = read(whole, words, own);
    float most = mostOf(ofDev.best(), dev);
    float bound = Math.min(most, Math.min(ofDev.passedOver(), ofOwn.passedOver()));
    return weights.screened(line(words, bound, ofDev.best(), ofDev.logits()));
  }

  /**
   * What the folded view of each text has.
   *
   * @param best the screen's logit
   * @param logits the model's
   * @param found the screen's for the attacks that the model finds in this view alone, sorted
   */
  private record Readings(float[] best, float[] logits, float[] found) {

    float passedOver() {
      return found.length == 0 ? Float.MAX_VALUE : found[(int) (LOST_MAX * found.length)];
    }
  }

  private Readings read(AttackModel whole, ScreenWeights words, List<LabelledText> rows) {
    AttackModel.Scratch scratch = whole.newScratch();
    WordScreen screen = new WordScreen(words);
    float[] best = new float[rows.size()];
    float[] logits = new float[rows.size()];
    float[] found = new float[rows.size()];
    int f = 0;
    for (int i = 0; i < best.length; i++) {
      views.read(rows.get(i).text());
      best[i] = Float.NEGATIVE_INFINITY;
      logits[i] = whole.weights().bias();
      float folded = 0;
      float decoded = 0;
      for (int v = views.replaced() ? 1 : 0; v < views.readingCount(); v++) {
        View view = views.reading(v);
        whole.score(view.chars(), 0, view.length(), AttackModel.INPUT, scratch);
        if (v > 0) {
          decoded = Math.max(decoded, scratch.probability());
          continue;
        }
        best[i] = best(screen, view);
        logits[i] = scratch.found ? scratch.logit : logits[i];
        folded = scratch.probability();
      }
      if (rows.get(i).attack() && folded >= 0.5f && decoded < 0.5f) {
        found[f++] = best[i];
      }
    }
    found = Arrays.copyOf(found, f);
    Arrays.sort(found);
    return new Readings(best, logits, found);
  }

  /** Below which the screen has as many of the harmless texts as may be passed over. */
  private static float mostOf(float[] best, List<LabelledText> rows) {
    float[] harmless = Calibration.sorted(rows, best, null);
    int passedOver = (int) (PASSED_OVER_SHARE * (harmless.length - 1));
    return harmless.length == 0 ? Float.MAX_VALUE : harmless[passedOver];
  }

  /** Least squares over the texts that are passed over. */
  private static ScreenWeights line(
      ScreenWeights words, float bound, float[] best, float[] logits) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < best.length; i++) {
      if (best[i] < bound && best[i] > Float.NEGATIVE_INFINITY) {
        n++;
        x += best[i];
        y += logits[i];
        xx += best[i] * (double) best[i];
        xy += best[i] * (double) logits[i];
      }
    }
    double spread = n * xx - x * x;
    double slope = spread > 0 ? (n * xy - x * y) / spread : 0;
    double shift = n > 0 ? (y - slope * x) / n : 0;
    return words.bounded(bound, (float) slope, (float) shift);
  }

  /** The most suspicious window's logit; what is mostly unknown is never passed over. */
  private static float best(WordScreen screen, View view) {
    screen.begin(view.chars(), 0, view.length());
    while (screen.next()) {
      // the whole text at once: nothing is bounded yet
    }
    return screen.best;
  }
}
