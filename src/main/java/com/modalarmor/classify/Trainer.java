package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Fits a model to labelled texts: one thread, the same bytes for the same seed and data. A whole
 * run on eighty thousand texts takes a minute or two and about two gigabytes.
 */
public final class Trainer {

  /** Features of fewer texts are chance. */
  private static final int TEXTS_MIN = 3;

  /** Linear models, each of the attacks of some sources, whose mean is the one that ships. */
  private static final int BAGS = 28;

  private static final float STEADINESS = 0.05f;

  /** The network learns slower than the features, */
  private static final int PHRASE_ROUNDS_MORE = 1;

  /** in steps that shrink to nothing towards the end. */
  private static final double PACE_BEGIN = 1.1;

  private static final double PACE_MIN = 0.02;

  private static final int REPORT_EACH = 512;

  /** For the screen, a word of fewer texts is unknown. */
  private static final int SCREEN_TEXTS_MIN = 8;

  /** Of the whole run, where learning begins, and where that of the screen does. */
  private static final double LEARNING_FROM = 0.3;

  /** How much of it learning is. */
  private static final double LEARNING = 0.2;

  private static final double SCREEN_FROM = 0.8;
  private static final int[] NO_WORDS = {};

  private final TrainOptions options;
  private final Progress progress;
  private final Views views = new Views();
  private final NGrams reader = new NGrams();
  private final ScreenTrainer screens = new ScreenTrainer();

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
    int mixed = rows.size();
    rows.addAll(further);
    float[] weights = RowWeights.of(rows);
    Examples read = examples(rows, mixed, weights);
    List<Learner.Example> examples = read.features();
    boolean[] kept = KeptFeatures.common(examples, TEXTS_MIN, NGrams.FEATURES);
    List<Learner> bags = new ArrayList<>();
    for (int bag = 0; bag < BAGS; bag++) {
      Learner one = new Learner(options.seed() + 7 + bag);
      double from = LEARNING_FROM + LEARNING * bag / BAGS;
      fit(one, SourceBag.of(examples, options.seed() + 31 + bag), from, LEARNING / BAGS);
      bags.add(one);
    }
    Learner learner = Learner.mean(bags);
    List<PhraseLearner> phrases = new ArrayList<>();
    for (int net = 0; net < PhraseNet.NETS; net++) {
      PhraseLearner one = new PhraseLearner(options.seed() + 3 + 100 * net);
      fit(one, examples, net);
      phrases.add(one);
    }
    Weights raw = Rounding.of(learner, kept, PhraseLearner.rounded(phrases));
    ScreenWeights words = screen(read.words(), null);
    return finish(raw, words, train, own.size() + further.size(), dev, List.of());
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
    Examples read = examples(rows, 0, alike);
    boolean[] kept =
        KeptFeatures.with(
            base.weights().features(), KeptFeatures.common(read.features(), 1, NGrams.FEATURES));
    Learner learner = new Learner(options.seed() + 7);
    learner.load(base.weights(), STEADINESS);
    fit(learner, read.features(), LEARNING_FROM, LEARNING);
    Weights raw = Rounding.of(learner, kept, base.weights().phrases());
    ScreenWeights words = screen(read.words(), base.weights().screen());
    return finish(raw, words, List.of(data), rehearsal.size(), dev, data.rows());
  }

  /** Fits the screen's words, going on from those of another one if there is one. */
  private ScreenWeights screen(List<Learner.Example> examples, ScreenWeights before) {
    Learner words =
        new Learner(options.seed() + 13, ScreenWeights.FEATURES, WordScreen.FEATURES_MORE);
    if (before == null) {
      fit(words, examples, SCREEN_FROM, LEARNING);
      return Rounding.ofScreen(
          words, KeptFeatures.common(examples, SCREEN_TEXTS_MIN, ScreenWeights.FEATURES));
    }
    words.load(before.features(), before.scale(), before.bias(), STEADINESS);
    fit(words, examples, SCREEN_FROM, LEARNING);
    boolean[] kept = KeptFeatures.common(examples, 1, ScreenWeights.FEATURES);
    return Rounding.ofScreen(words, KeptFeatures.with(before.features(), kept));
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

  /** The rows as the model reads them, and as its screen does. */
  private record Examples(List<Learner.Example> features, List<Learner.Example> words) {}

  /**
   * @param mixed so many of the first are left out with their source
   */
  private Examples examples(List<LabelledText> rows, int mixed, float[] weights) {
    List<Learner.Example> features = new ArrayList<>(rows.size());
    List<Learner.Example> ofScreen = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      LabelledText row = rows.get(i);
      String source = i < mixed ? row.source() : SourceBag.ALWAYS;
      views.read(row.text());
      View folded = views.folded();
      int[][] blocks = blocks(folded);
      if (blocks.length > 0) {
        int kind = kind(row);
        int[] words = words(folded);
        features.add(new Learner.Example(blocks, words, row.attack(), kind, weights[i], source));
      }
      int[][] screened = screens.blocks(folded);
      if (screened.length > 0) {
        int kind = row.attack() ? -1 : kind(row);
        ofScreen.add(
            new Learner.Example(screened, NO_WORDS, row.attack(), kind, weights[i], source));
      }
      if (i % REPORT_EACH == 0) {
        progress.at("reading", LEARNING_FROM * i / rows.size());
      }
    }
    return new Examples(features, ofScreen);
  }

  private static int kind(LabelledText row) {
    if (row.attack()) {
      return AttackKind.ordinalOf(row.kind());
    }
    return row.kind().equals(LabelledText.HARMFUL) ? Learner.HARMFUL : -1;
  }

  private int[][] blocks(View folded) {
    reader.begin(folded.chars(), 0, folded.length());
    return blocks(reader::next, () -> Arrays.copyOf(reader.ids, reader.count));
  }

  /** What a reader finds block by block, but for blocks in which it finds nothing. */
  static int[][] blocks(BooleanSupplier next, Supplier<int[]> found) {
    List<int[]> blocks = new ArrayList<>();
    while (next.getAsBoolean()) {
      int[] block = found.get();
      if (block.length > 0) {
        blocks.add(block);
      }
    }
    return blocks.toArray(int[][]::new);
  }

  private int[] words(View folded) {
    int[] words = new int[Math.min(PhraseLearner.WORDS_MAX, folded.length() + 1)];
    int found = 0;
    reader.begin(folded.chars(), 0, folded.length());
    while (found < words.length && reader.nextWords()) {
      int more = Math.min(reader.count, words.length - found);
      System.arraycopy(reader.ids, 0, words, found, more);
      found += more;
    }
    return Arrays.copyOf(words, found);
  }

  private void fit(PhraseLearner learner, List<Learner.Example> examples, int net) {
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(options.seed() + 5);
    int rounds = options.epochs() + PHRASE_ROUNDS_MORE;
    for (int round = 0; round < rounds; round++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        double share = (round + i / (double) order.length) / rounds;
        double pace = Math.max(PACE_MIN, Math.min(1, PACE_BEGIN * (1 - share)));
        Learner.Example example = examples.get(order[i]);
        float weight = (float) Math.sqrt(example.weight());
        learner.learn(example.words(), example.target(), weight, (float) pace);
        if (i % REPORT_EACH == 0) {
          String stage = "phrases " + (net + 1) + ", round " + (round + 1) + " of " + rounds;
          progress.at(stage, 0.5 + 0.3 * (net + share) / PhraseNet.NETS);
        }
      }
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
  }

  /**
   * @param from where this begins in the whole run, of which it is the {@code part}
   */
  private void fit(Learner learner, List<Learner.Example> examples, double from, double part) {
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(options.seed() + 11);
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        learner.learn(examples.get(order[i]), epoch == 0);
        if (i % REPORT_EACH == 0) {
          double share = (epoch + i / (double) order.length) / options.epochs();
          String stage = "learning, round " + (epoch + 1) + " of " + options.epochs();
          progress.at(stage, from + part * share);
        }
      }
    }
  }
}
