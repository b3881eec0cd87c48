package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Fits a model to labelled texts: one thread, the same bytes for the same seed and data. A whole
 * run on eighty thousand texts takes a minute or two and about two gigabytes.
 */
public final class Trainer {

  /** Harmless texts with the words of attacks weigh more: they are what people complain of. */
  private static final float HARD_BENIGN = 2f;

  /** How far small sources count for more than their size: 0 = not at all, 1 = all alike. */
  private static final double SOURCE_BALANCE = 0.75;

  private static final float ATTACKS_WEIGH = 10_000f;
  private static final float HARMLESS_WEIGH = 60_000f;
  private static final float WEIGHT_MAX = 6f;

  /** Features of fewer texts are chance. */
  private static final int TEXTS_MIN = 3;

  private static final float STEADINESS = 0.05f;
  private static final int REPORT_EACH = 512;

  /** For the screen, a word of fewer texts is unknown. */
  private static final int SCREEN_TEXTS_MIN = 8;

  /** Of the whole run, what the model takes; the screen takes the rest. */
  private static final double OF_MODEL = 0.75;

  private static final float[] UNCALIBRATED = {1, 0, 0, 0, 0, 0};

  private final TrainOptions options;
  private final Progress progress;
  private final Views views = new Views();
  private final NGrams reader = new NGrams();
  private final ScreenTrainer screens = new ScreenTrainer();
  private double done;

  /** Hears how far the training is. */
  @FunctionalInterface
  public interface Progress {
    /** {@code share} between 0 and 1 of the whole run. */
    void at(String stage, double share);
  }

  public Trainer(TrainOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Trains from nothing. The dev file sets the threshold and the slope; it is not fitted. */
  public TrainedModel train(List<LabelledTexts> train, LabelledTexts dev) {
    return train(train, dev, List.of());
  }

  /** The same with further rows, which no file holds. */
  public TrainedModel train(
      List<LabelledTexts> train, LabelledTexts dev, List<LabelledText> further) {
    List<LabelledText> rows = new ArrayList<>();
    train.forEach(file -> rows.addAll(file.rows()));
    List<LabelledText> own = new Augmentation(options.seed()).rows(rows, options.ownPhrases());
    rows.addAll(own);
    rows.addAll(further);
    float[] alike = weights(rows);
    List<Learner.Example> examples = examples(rows, alike, this::blocks);
    boolean[] kept = common(examples, TEXTS_MIN, NGrams.FEATURES);
    Learner learner = new Learner(options.seed() + 7);
    fit(learner, examples);
    Weights raw = Rounding.of(learner, kept, UNCALIBRATED);
    done = OF_MODEL;
    Learner words = newScreen();
    List<Learner.Example> ofWords = examples(rows, alike, screens::blocks);
    fit(words, ofWords);
    ScreenWeights screen =
        Rounding.ofScreen(words, common(ofWords, SCREEN_TEXTS_MIN, WordScreen.FEATURES));
    return finish(raw, screen, train, own.size() + further.size(), dev, List.of());
  }

  /**
   * Goes on from a base model with a customer's rows, mixed with {@code rehearsal} rows so that it
   * does not forget.
   */
  public TrainedModel adapt(
      AttackModel base, LabelledTexts data, List<LabelledText> rehearsal, LabelledTexts dev) {
    List<LabelledText> rows = new ArrayList<>(data.rows());
    rows.addAll(rehearsal);
    float[] alike = new float[rows.size()];
    Arrays.fill(alike, 1);
    Weights known = base.weights();
    List<Learner.Example> examples = examples(rows, alike, this::blocks);
    Learner learner = new Learner(options.seed() + 7);
    learner.load(known, STEADINESS);
    fit(learner, examples);
    Weights raw =
        Rounding.of(
            learner, with(known.features(), common(examples, 1, NGrams.FEATURES)), UNCALIBRATED);
    ScreenWeights before = known.screen();
    done = OF_MODEL;
    Learner words = newScreen();
    words.load(before.features(), before.scale(), before.bias(), STEADINESS);
    List<Learner.Example> ofWords = examples(rows, alike, screens::blocks);
    fit(words, ofWords);
    ScreenWeights screen =
        Rounding.ofScreen(words, with(before.features(), common(ofWords, 1, WordScreen.FEATURES)));
    return finish(raw, screen, List.of(data), rehearsal.size(), dev, data.rows());
  }

  private Learner newScreen() {
    return new Learner(options.seed() + 13, WordScreen.FEATURES, WordScreen.FEATURES_MORE);
  }

  /** What was known stays known. */
  private static boolean[] with(byte[] known, boolean[] kept) {
    for (int i = 0; i < kept.length; i++) {
      kept[i] |= known[i] != 0;
    }
    return kept;
  }

  private TrainedModel finish(
      Weights raw,
      ScreenWeights words,
      List<LabelledTexts> train,
      int extra,
      LabelledTexts dev,
      List<LabelledText> own) {
    Weights whole = raw.calibrated(calibration(raw, dev).values());
    Weights screened = screens.bound(whole, words, dev.rows(), own);
    Calibration calibration = calibration(screened, dev);
    Weights weights = screened.calibrated(calibration.values());
    String card = Card.json(options, train, extra, dev, calibration);
    byte[] file = ModelFile.write(weights, card);
    String sum = ModelFile.sum(file);
    progress.at("done", 1);
    return new TrainedModel(new AttackModel(weights, card, sum.substring(0, 8)), file, sum);
  }

  private Calibration calibration(Weights weights, LabelledTexts dev) {
    return Calibration.of(
        new AttackModel(weights, "", ""), dev.rows(), options.falsePositivesMax());
  }

  private List<Learner.Example> examples(
      List<LabelledText> rows, float[] weights, Function<String, int[][]> reading) {
    List<Learner.Example> examples = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      LabelledText row = rows.get(i);
      int[][] blocks = reading.apply(row.text());
      if (blocks.length > 0) {
        int kind = row.attack() ? AttackKind.ordinalOf(row.kind()) : -1;
        examples.add(new Learner.Example(blocks, row.attack(), kind, weights[i]));
      }
      if (i % REPORT_EACH == 0) {
        progress.at("reading", share(0.3 * i / rows.size()));
      }
    }
    return examples;
  }

  /** Of the whole run, from the share of the model's or of the screen's. */
  private double share(double part) {
    return done + part * (done == 0 ? OF_MODEL : 1 - OF_MODEL);
  }

  private int[][] blocks(String text) {
    views.read(text);
    View folded = views.folded();
    List<int[]> blocks = new ArrayList<>();
    reader.begin(folded.chars(), 0, folded.length());
    while (reader.next()) {
      if (reader.count > 0) {
        blocks.add(Arrays.copyOf(reader.ids, reader.count));
      }
    }
    return blocks.toArray(int[][]::new);
  }

  /**
   * Each source counts by a power of its size, attacks and harmless texts in a fixed proportion.
   */
  static float[] weights(List<LabelledText> rows) {
    Map<String, Integer> sizes = new HashMap<>();
    rows.forEach(row -> sizes.merge(row.source() + row.attack(), 1, Integer::sum));
    float[] weights = new float[rows.size()];
    double attacks = 0;
    double harmless = 0;
    for (int i = 0; i < weights.length; i++) {
      LabelledText row = rows.get(i);
      weights[i] =
          (float) Math.pow(sizes.get(row.source() + row.attack()), -SOURCE_BALANCE)
              * (row.kind().equals("hard-benign") ? HARD_BENIGN : 1);
      attacks += row.attack() ? weights[i] : 0;
      harmless += row.attack() ? 0 : weights[i];
    }
    double size = rows.size() / 82_000d;
    for (int i = 0; i < weights.length; i++) {
      double all = rows.get(i).attack() ? ATTACKS_WEIGH / attacks : HARMLESS_WEIGH / harmless;
      weights[i] = (float) Math.min(WEIGHT_MAX, weights[i] * all * size);
    }
    return weights;
  }

  private static boolean[] common(List<Learner.Example> examples, int textsMin, int features) {
    byte[] texts = new byte[features];
    int[] seen = new int[features];
    for (int e = 0; e < examples.size(); e++) {
      for (int[] block : examples.get(e).blocks()) {
        for (int id : block) {
          if (seen[id] != e + 1) {
            seen[id] = e + 1;
            texts[id] += texts[id] < textsMin ? 1 : 0;
          }
        }
      }
    }
    boolean[] common = new boolean[features];
    for (int i = 0; i < common.length; i++) {
      common[i] = texts[i] >= textsMin;
    }
    return common;
  }

  private void fit(Learner learner, List<Learner.Example> examples) {
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(options.seed() + 11);
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int t = order[i];
        order[i] = order[j];
        order[j] = t;
      }
      for (int i = 0; i < order.length; i++) {
        learner.learn(examples.get(order[i]), epoch == 0);
        if (i % REPORT_EACH == 0) {
          double share = (epoch + i / (double) order.length) / options.epochs();
          progress.at(
              "learning, round " + (epoch + 1) + " of " + options.epochs(),
              share(0.3 + 0.65 * share));
        }
      }
    }
  }
}
