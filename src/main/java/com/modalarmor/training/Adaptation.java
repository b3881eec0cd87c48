package com.modalarmor.training;

import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.LabelledText;
import com.modalarmor.classify.LabelledTexts;
import com.modalarmor.classify.TrainOptions;
import com.modalarmor.classify.TrainedModel;
import com.modalarmor.classify.Trainer;
import com.modalarmor.evaluation.LabelledRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Adapts a base model to a customer's rows and judges what came out: part of the rows is held back
 * to see whether recall rises. Of the base's own rows some show that nothing got worse, some set
 * the threshold, and the others are rehearsed, so that the model does not forget. One thread.
 */
public final class Adaptation {

  /** Of the base's rows: the share that decides, and the share that sets the threshold. */
  private static final double MEASURED = 0.4;

  private static final double CALIBRATED = 0.3;

  /**
   * What counts as no worse. Immutable.
   *
   * @param holdout share of the customer's rows that is held back
   * @param recallTolerance share by which base recall may fall
   * @param falsePositiveTolerance share by which base false positives may rise
   */
  public record Rules(double holdout, double recallTolerance, double falsePositiveTolerance) {}

  /** The customer's rows, and those of the base. Immutable. */
  public record Data(
      String name, String sha256, List<LabelledRow> customer, LabelledTexts baseRows) {}

  private final Rules rules;
  private final TrainOptions options;
  private final Trainer.Progress progress;
  private final Function<AttackModel, DataCheck.Base> scorers;

  /** {@code scorers} make what turns a model into scores, as the gateway would give them. */
  public Adaptation(
      Rules rules,
      TrainOptions options,
      Trainer.Progress progress,
      Function<AttackModel, DataCheck.Base> scorers) {
    this.rules = rules;
    this.options = options;
    this.progress = progress;
    this.scorers = scorers;
  }

  /** Trains and compares; {@link Outcome#promoted} says whether the result may be used. */
  public Outcome run(AttackModel base, Data data) {
    List<LabelledText> customer = data.customer().stream().map(Adaptation::text).toList();
    List<List<LabelledText>> own = split(customer, rules.holdout());
    List<List<LabelledText>> baseRows = split(data.baseRows().rows(), MEASURED, CALIBRATED);
    DataCheck.Base before = scorers.apply(base);
    List<LabelledText> calibrating = baseRows.get(1);
    TrainedModel model =
        new Trainer(options(Outcome.Score.of(calibrating, before)), progress)
            .adapt(
                base,
                new LabelledTexts(data.name(), data.sha256(), own.get(1)),
                baseRows.get(2),
                new LabelledTexts(data.baseRows().name(), data.baseRows().sha256(), calibrating));
    DataCheck.Base after = scorers.apply(model.model());
    return Outcome.judge(
        rules,
        model,
        Outcome.Score.of(own.get(0), before),
        Outcome.Score.of(own.get(0), after),
        Outcome.Score.of(baseRows.get(0), before),
        Outcome.Score.of(baseRows.get(0), after));
  }

  /**
   * A threshold that lets fewer false positives through than the base does: chance may add some.
   */
  private TrainOptions options(Outcome.Score base) {
    double allowed = Math.min(options.falsePositivesMax(), base.falsePositiveRate());
    return new TrainOptions(
        options.seed(), options.epochs(), options.ownPhrases(), allowed, options.command());
  }

  /** Parts of those shares, and what is left; each label is shared out alike, by the seed. */
  private List<List<LabelledText>> split(List<LabelledText> rows, double... shares) {
    List<List<LabelledText>> parts = new ArrayList<>();
    for (int i = 0; i <= shares.length; i++) {
      parts.add(new ArrayList<>());
    }
    for (boolean attack : new boolean[] {true, false}) {
      List<LabelledText> shuffled =
          rows.stream()
              .filter(row -> row.attack() == attack)
              .sorted(Comparator.comparingLong(row -> order(row.text())))
              .toList();
      int from = 0;
      for (int i = 0; i <= shares.length; i++) {
        int count = (int) Math.round(i < shares.length ? shares[i] * shuffled.size() : 0);
        int to = i < shares.length ? Math.min(shuffled.size(), from + count) : shuffled.size();
        parts.get(i).addAll(shuffled.subList(from, to));
        from = to;
      }
    }
    return parts;
  }

  private long order(String text) {
    long hash = options.seed();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return Reading.mix(hash);
  }

  private static LabelledText text(LabelledRow row) {
    return new LabelledText(
        row.id(), row.text(), row.attack(), row.kind(), row.lang(), row.source());
  }
}
