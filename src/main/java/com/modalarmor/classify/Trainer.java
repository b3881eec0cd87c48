package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits a model to labelled texts: one thread, the same bytes for the same seed and data. A whole
 * run on eighty thousand texts takes minutes and about two gigabytes.
 */
public final class Trainer {

  private static final float HARD_BENIGN = 1.5f;
  private static final float SECOND_WINDOWS = 0.5f;
  private static final float SECOND_WINDOWS_FROM = -1.5f;
  private static final int WIDE_EPOCHS = 5;
  private static final int REPORT_EACH = 512;

  private final TrainOptions options;
  private final Progress progress;
  private final Views views = new Views();

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
    List<LabelledText> rows = new ArrayList<>();
    train.forEach(file -> rows.addAll(file.rows()));
    List<LabelledText> own = new Augmentation(options.seed() + 4).rows(rows, options.ownPhrases());
    byte[] surprise = Surprise.table(rows, views);
    List<Example> examples = examples(rows, surprise);
    examples.addAll(examples(own, surprise));
    Network network = new Network(options.seed(), new Network.Rates());
    fit(network, examples, options.epochs());
    return finish(network, surprise, train, own.size(), dev);
  }

  /**
   * Goes on from a base model with a customer's rows, mixed with {@code rehearsal} rows so that it
   * does not forget.
   */
  public TrainedModel adapt(
      AttackModel base, LabelledTexts data, List<LabelledText> rehearsal, LabelledTexts dev) {
    Weights weights = base.weights();
    Network network = new Network(options.seed(), new Network.Rates());
    network.load(weights);
    network.rates.deep *= 0.3f;
    List<Example> examples = examples(data.rows(), weights.surprise());
    examples.addAll(examples(rehearsal, weights.surprise()));
    fitNetworks(network, examples, options.epochs());
    return finish(network, weights.surprise(), List.of(data), rehearsal.size(), dev);
  }

  /** A network fitted to some rows alone. */
  static Network network(TrainOptions options, List<LabelledText> rows, byte[] surprise) {
    Trainer trainer = new Trainer(options, (stage, share) -> {});
    Network network = new Network(options.seed(), new Network.Rates());
    trainer.fit(network, trainer.examples(rows, surprise), options.epochs());
    return network;
  }

  private TrainedModel finish(
      Network network, byte[] surprise, List<LabelledTexts> train, int extra, LabelledTexts dev) {
    Weights raw = Weights.of(network, surprise, new float[] {1, 0, 0, 0, 0, 0});
    Calibration calibration =
        Calibration.of(new AttackModel(raw, "", ""), dev.rows(), options.falsePositivesMax());
    Weights weights = Weights.of(network, surprise, calibration.values());
    String card = Card.json(options, train, extra, dev, calibration);
    byte[] file = ModelFile.write(weights, card);
    String sum = ModelFile.sum(file);
    progress.at("done", 1);
    return new TrainedModel(new AttackModel(weights, card, sum.substring(0, 8)), file, sum);
  }

  private List<Example> examples(List<LabelledText> rows, byte[] surprise) {
    BlockReader reader = new BlockReader(surprise);
    List<Example> examples = new ArrayList<>(rows.size());
    for (LabelledText row : rows) {
      views.read(row.text());
      View folded = views.folded();
      TextFeatures features = TextFeatures.of(folded.chars(), folded.length(), reader);
      float weight = row.kind().equals("hard-benign") ? HARD_BENIGN : 1;
      int kind = row.attack() ? AttackKind.ordinalOf(row.kind()) : -1;
      examples.add(new Example(features, row.attack(), kind, weight));
    }
    return examples;
  }

  private void fit(Network network, List<Example> examples, int epochs) {
    fitNetworks(network, examples, epochs);
    fitWide(network, examples);
  }

  private void fitNetworks(Network network, List<Example> examples, int epochs) {
    float[] wide = network.wide;
    network.wide = null;
    SplittableRandom random = new SplittableRandom(options.seed() + 7);
    int[] order = order(examples.size());
    long steps = (long) epochs * order.length;
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        double share = ((double) epoch * order.length + i) / steps;
        network.rates.decay = (float) (1 - 0.95 * share);
        step(network, examples.get(order[i]), random);
        if (i % REPORT_EACH == 0) {
          progress.at("networks, round " + (epoch + 1) + " of " + epochs, 0.8 * share);
        }
      }
    }
    network.wide = wide;
  }

  private void fitWide(Network network, List<Example> examples) {
    WideLearner learner = new WideLearner();
    SplittableRandom random = new SplittableRandom(options.seed() + 11);
    int[] order = order(examples.size());
    for (int epoch = 0; epoch < WIDE_EPOCHS; epoch++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        Example example = examples.get(order[i]);
        double share = (epoch + i / (double) order.length) / WIDE_EPOCHS;
        float decay = (float) (1 - 0.95 * share);
        learner.learn(example.features, example.attack, example.weight, decay, random);
        if (i % REPORT_EACH == 0) {
          progress.at("n-grams, round " + (epoch + 1) + " of " + WIDE_EPOCHS, 0.8 + 0.2 * share);
        }
      }
    }
    network.wide = learner.weights;
    System.arraycopy(learner.bias, 0, network.wideBias, 0, learner.bias.length);
  }

  private static int[] order(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }

  private static void step(Network network, Example example, SplittableRandom random) {
    network.forward(example.features.thinned(random, 0, network.rates.tokenDrop));
    int kept = network.kept;
    if (kept == 0) {
      return;
    }
    network.learn(0, example.attack, example.kind, example.weight);
    for (int k = 1; k < kept && !example.attack; k++) {
      // No window of a harmless text may look like an attack, not just the worst.
      if (network.topZ[k] > SECOND_WINDOWS_FROM) {
        network.learn(k, false, -1, example.weight * SECOND_WINDOWS);
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

  private record Example(TextFeatures features, boolean attack, int kind, float weight) {}
}
