package com.modalarmor.names;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fits a {@link NameModel}: words used alike from plain texts, lists of names, then a linear chain
 * over the rows that {@link Holdout} leaves for training. One thread, the same bytes for the same
 * seed and data; about a minute and two gigabytes.
 */
public final class NameTrainer {

  private final NameTraining training;
  private final NameTraining.Progress progress;

  /**
   * A model and its file.
   *
   * @param sha256 of the file, lower-case hex, to be stored apart from it
   */
  public record Trained(NameModel model, byte[] file, String sha256) {}

  public NameTrainer(NameTraining training, NameTraining.Progress progress) {
    this.training = training;
    this.progress = progress;
  }

  public Trained train() throws IOException {
    progress.at("reading", 0);
    NameRows labelled = NameRows.read(training.labelled());
    List<NameRow> train = new ArrayList<>();
    List<NameRow> tuning = new ArrayList<>();
    List<Holdout.Part> parts = Holdout.deal(labelled.rows());
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case TRAINING -> train.add(labelled.rows().get(i));
        case TUNING -> tuning.add(labelled.rows().get(i));
        case MEASURED -> {} // neither learned from nor looked at
      }
    }
    NameLists lists = NameLists.read(training.lists());
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put(labelled.name(), labelled.sha256());
    sums.putAll(lists.sums);
    List<String> texts = new ArrayList<>();
    for (Path file : training.texts()) {
      sums.put(file.getFileName().toString(), texts(file, texts));
    }
    progress.at("words", 0.1);
    WordTable words = WordTableBuilder.of(texts, train, training.seed());
    Lexicon lexicon = LexiconBuilder.of(lists);
    progress.at("features", 0.3);
    Chains chains = chains(train, lists, words, lexicon, sums);
    int untuned = chains.count;
    ChainReader reader = new ChainReader(words, lexicon);
    tuning.forEach(row -> reader.read(row, 1, chains));
    chains.prune(NameTraining.SEEN_MIN);
    NameModel first = new NameModel(learned(chains, untuned, 1, 0.4), words, lexicon, "", "");
    NameWeights calibration = NameCalibration.fit(first, tuning);
    NameFigures figures = NameFigures.of(first, tuning);
    NameWeights all = learned(chains, chains.count, NameTraining.LEARNERS, 0.5);
    NameWeights weights =
        new NameWeights(
            all.rows(), all.transitions(), all.unit(), calibration.slope(), calibration.offset());
    String card = NameCard.json(training, sums, train.size() + tuning.size(), chains, figures);
    byte[] file = NameModelFile.write(weights, words, lexicon, card);
    String sha256 = Sha256.over(file).hex();
    NameModel model = new NameModel(weights, words, lexicon, card, sha256.substring(0, 8));
    return new Trained(model, file, sha256);
  }

  /** The mean of some learners that saw the first stretches in different order. */
  private NameWeights learned(Chains chains, int stretches, int learners, double from) {
    float[] weights = new float[FeatureIds.FEATURES * Tags.LANES];
    float[] transitions = new float[Tags.LANES * Tags.LANES];
    for (int l = 0; l < learners; l++) {
      ChainLearner learner = new ChainLearner(training.seed() + l);
      for (int epoch = 0; epoch < NameTraining.EPOCHS; epoch++) {
        double done = (l + epoch / (double) NameTraining.EPOCHS) / learners;
        progress.at("learning", learners == 1 ? from + done / 10 : from + (1 - from) * done);
        learner.epoch(chains, stretches, epoch);
      }
      add(learner.weights, weights, learners);
      add(learner.transitions, transitions, learners);
    }
    return Quantizing.of(weights, transitions, 1, 0);
  }

  private static void add(float[] one, float[] mean, int learners) {
    for (int i = 0; i < one.length; i++) {
      mean[i] += one[i] / learners;
    }
  }

  private static String texts(Path file, List<String> texts) throws IOException {
    return JsonLines.read(
        file,
        line -> {
          if (line.get("lang").equals("en")) {
            String text = line.get("text");
            int end = Math.min(text.length(), NameTraining.TEXT_CHARS_MAX);
            texts.add(text.substring(0, end));
          }
        });
  }

  private Chains chains(
      List<NameRow> rows,
      NameLists lists,
      WordTable words,
      Lexicon lexicon,
      Map<String, String> sums)
      throws IOException {
    SplittableRandom random = new SplittableRandom(training.seed() + 10);
    Templates templates = new Templates(lists, random);
    sums.put(Templates.FILE, templates.sha256);
    Chains chains = new Chains();
    ChainReader reader = new ChainReader(words, lexicon);
    for (NameRow row : rows) {
      reader.read(row, 1, chains);
    }
    for (int i = 0; i < NameTraining.TEMPLATE_ROWS * templates.count(); i++) {
      reader.read(templates.row(i), NameTraining.TEMPLATE_WEIGHT, chains);
    }
    for (NameRow row : rows) {
      if (!row.spans().isEmpty()) {
        NameRow renamed = Variants.renamed(row, templates.fillers(), random);
        reader.read(renamed, NameTraining.RENAMED_WEIGHT, chains);
      }
    }
    for (NameRow row : rows) {
      int dice = random.nextInt(100);
      if (dice < NameTraining.LOWER_PERCENT) {
        reader.read(Variants.lower(row), NameTraining.CASED_WEIGHT, chains);
      } else if (dice < NameTraining.LOWER_PERCENT * 3 / 2) {
        reader.read(Variants.upper(row), NameTraining.CASED_WEIGHT, chains);
      }
    }
    return chains;
  }
}
