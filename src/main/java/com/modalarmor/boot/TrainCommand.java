package com.modalarmor.boot;

import com.modalarmor.chat.Trust;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.LabelledTexts;
import com.modalarmor.classify.ModelFile;
import com.modalarmor.classify.OwnRows;
import com.modalarmor.classify.Screening;
import com.modalarmor.classify.TrainOptions;
import com.modalarmor.classify.TrainedModel;
import com.modalarmor.classify.Trainer;
import com.modalarmor.classify.WrittenTexts;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.evaluation.AttackScorer;
import com.modalarmor.evaluation.LabelledRow;
import com.modalarmor.evaluation.RowFault;
import com.modalarmor.evaluation.RowFile;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.training.Adaptation;
import com.modalarmor.training.DataCheck;
import com.modalarmor.training.DisguisedRows;
import com.modalarmor.training.Outcome;
import com.modalarmor.training.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits the attack model, or adapts it to a customer's rows. */
@Command(
    name = "train",
    description = {
      "Fit the attack model to labelled JSON lines (plain or .gz), or, with --base, adapt a model to",
      "a customer's rows: the rows are checked first, and the result is written only when recall on",
      "held-out rows rises and the base gets no worse. The same seed and data give the same bytes.",
      "Exit code 1 when the data is refused or the result is not promoted."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private static final double OWN_ROWS_SCALE = 0.3;
  private static final int DISGUISED_ROWS_EACH = 200;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--data", required = true, arity = "1..*", description = "Rows to learn from.")
  private List<Path> data;

  @Option(names = "--out", required = true, description = "The model; its SHA-256 goes beside it.")
  private Path out;

  @Option(names = "--dev", description = "Rows that set the threshold; needed without --base.")
  private Path dev;

  @Option(names = "--seed", description = "Of everything random; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--epochs", description = "Times each row is seen; default: as shipped.")
  private int epochs;

  @Option(names = "--base", description = "A model file, with its .sha256 beside it; or: shipped.")
  private String base;

  @Option(names = "--base-eval", description = "Rows on which the base must not get worse.")
  private Path baseEval;

  @Option(
      names = "--holdout",
      description = "Share held back to measure; default ${DEFAULT-VALUE}.")
  private double holdout = 0.2;

  @Option(
      names = "--recall-tolerance",
      description = "By how much base recall may fall; default ${DEFAULT-VALUE}.")
  private double recallTolerance = 0.015;

  @Option(
      names = "--false-positive-tolerance",
      description = "By how much base false positives may rise; default ${DEFAULT-VALUE}.")
  private double falsePositiveTolerance = 0.004;

  @Option(names = "--drop-suspects", description = "Leave suspicious rows out, and go on.")
  private boolean dropSuspects;

  @Override
  public Integer call() throws IOException {
    requireSane();
    try {
      return base == null ? fromNothing() : adapted();
    } catch (RowFault e) {
      throw new CommandFailure(e.getMessage());
    }
  }

  private int fromNothing() throws IOException {
    List<LabelledTexts> train = new ArrayList<>();
    for (Path file : data) {
      train.add(LabelledTexts.read(file));
    }
    train.add(WrittenTexts.packaged());
    TrainProgress progress = new TrainProgress(System.err);
    TrainedModel model =
        new Trainer(options(), progress)
            .train(
                train, LabelledTexts.read(dev), DisguisedRows.of(train, seed, DISGUISED_ROWS_EACH));
    progress.end();
    store(model);
    return 0;
  }

  private int adapted() throws IOException {
    AttackModel model = baseModel();
    List<LabelledRow> rows = rows(data.get(0));
    DataCheck.Base verdicts = scorers(Screening.SCORED).apply(model);
    DataCheck.Base whole = scorers(Screening.OFF).apply(model);
    DataCheck.Result checked = DataCheck.run(rows, verdicts, whole, seed);
    report(checked, rows.size());
    if (!checked.faults().isEmpty() || (!checked.clean() && !dropSuspects)) {
      return 1;
    }
    TrainProgress progress = new TrainProgress(System.err);
    Outcome outcome =
        new Adaptation(
                new Adaptation.Rules(holdout, recallTolerance, falsePositiveTolerance),
                options(),
                progress,
                scorers(Screening.SCORED))
            .run(
                model,
                new Adaptation.Data(
                    data.get(0).getFileName().toString(),
                    ModelFile.sum(Files.readAllBytes(data.get(0))),
                    checked.kept(),
                    baseRows()));
    progress.end();
    System.out.print(outcome.markdown());
    if (!outcome.promoted()) {
      outcome.faults().forEach(fault -> System.out.println("not promoted: " + fault));
      return 1;
    }
    System.out.println("promoted");
    store(outcome.model());
    return 0;
  }

  private static List<LabelledRow> rows(Path file) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    try (RowFile in = RowFile.open(file)) {
      LabelledRow row;
      while ((row = in.next()) != null) {
        if (rows.size() == DataCheck.ROWS_MAX) {
          throw new CommandFailure(file + ": more than " + DataCheck.ROWS_MAX + " rows");
        }
        if (row.attack() || row.benign()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private void report(DataCheck.Result checked, int rows) {
    for (Suspect suspect : checked.suspects()) {
      System.out.println(suspect);
    }
    checked.faults().forEach(System.out::println);
    System.out.println(
        rows
            + " rows, "
            + (rows - checked.kept().size())
            + " of them suspicious"
            + (checked.suspects().isEmpty() ? "" : dropSuspects ? ", left out" : ""));
    if (!checked.faults().isEmpty() || (!checked.clean() && !dropSuspects)) {
      System.out.println(
          "refused: nothing was learnt"
              + (checked.faults().isEmpty() ? "; look at the rows, or say --drop-suspects" : ""));
    }
  }

  private AttackModel baseModel() {
    return base.equals("shipped") ? ModelFiles.shipped() : ModelFiles.read(Path.of(base));
  }

  /** What the gateway makes of a text with a model: signatures and known attacks count, too. */
  private static Function<AttackModel, DataCheck.Base> scorers(Screening screening) {
    SignaturePack pack = SignaturePack.load(SignaturePack.packaged());
    KnownAttacks known = KnownAttackFiles.load(Path.of(""));
    return model -> {
      ScanPlan plan = Detectors.of(pack, known, model).plan();
      AttackScorer scorer = new AttackScorer(plan, Trust.USER, screening);
      return text -> Math.max(0, scorer.score(text));
    };
  }

  private LabelledTexts baseRows() throws IOException {
    if (baseEval != null) {
      return LabelledTexts.read(baseEval);
    }
    System.err.println("no --base-eval: the base is measured on built-in phrases alone");
    return new LabelledTexts("built-in", "", OwnRows.of(seed, OWN_ROWS_SCALE));
  }

  private void store(TrainedModel model) throws IOException {
    ModelFiles.write(model, out);
    System.out.println("model: " + out);
    System.out.println("model-sha256: " + model.sha256());
  }

  private TrainOptions options() {
    String command =
        "java -jar target/modal-armor.jar "
            + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    TrainOptions shipped = TrainOptions.shipped(command);
    return new TrainOptions(
        seed,
        epochs == 0 ? shipped.epochs() : epochs,
        shipped.ownPhrases(),
        shipped.falsePositivesMax(),
        command);
  }

  private void requireSane() {
    if (base == null) {
      require(dev != null, "--dev is required without --base");
      require(baseEval == null && !dropSuspects, "--base-eval and --drop-suspects go with --base");
    } else {
      require(dev == null, "--dev does not go with --base");
      require(data.size() == 1, "--base takes one file of rows");
    }
    require(epochs >= 0 && epochs <= 100, "--epochs must be from 1 to 100");
    require(holdout > 0 && holdout < 1, "--holdout must be between 0 and 1");
    require(recallTolerance >= 0 && falsePositiveTolerance >= 0, "tolerances must not be negative");
    data.forEach(TrainCommand::requireReadable);
    for (Path file : new Path[] {dev, baseEval}) {
      if (file != null) {
        requireReadable(file);
      }
    }
  }

  private static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandFailure("file is missing or unreadable: " + file);
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message);
    }
  }
}
