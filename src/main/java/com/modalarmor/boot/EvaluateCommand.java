package com.modalarmor.boot;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.evaluation.Evaluation;
import com.modalarmor.evaluation.Placements;
import com.modalarmor.evaluation.Progress;
import com.modalarmor.evaluation.Report;
import com.modalarmor.evaluation.RowFault;
import com.modalarmor.evaluation.SecretEvaluation;
import com.modalarmor.evaluation.TransformTable;
import com.modalarmor.evaluation.UrlEvaluation;
import com.modalarmor.evaluation.pii.PiiEvaluation;
import com.modalarmor.policy.CompiledPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures detection on labelled JSON lines; the tables on stdout are Markdown. */
@Command(
    name = "evaluate",
    description = {
      "Report accuracy on labelled JSON lines (plain or .gz):",
      "{\"id\",\"text\",\"label\":\"attack\"|\"benign\",\"kind\",\"lang\",\"source\"}.",
      "With --pii instead rows of personal data: spans of one entity"
          + " ({\"entity\",\"text\",\"spans\"}),",
      "spans of many, check digits, context words, types; each file's shape is told by its fields.",
      "Prints tables and ids, never a text. Exit code 1 when a row cannot be read or inspected."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Option(names = "--policy", description = "Another policy file than the packaged default.")
  private Path policyFile;

  @Option(names = "--signatures", description = "Another folder of signatures than the packaged.")
  private Path signatures;

  @Option(names = "--model", description = "Another model, with its .sha256 beside it.")
  private Path model;

  @Option(names = "--trust", description = "Where texts come from: ${COMPLETION-CANDIDATES}.")
  private Trust trust = Trust.USER;

  @Option(names = "--json", description = "Write the figures to this file, too.")
  private Path json;

  @Option(names = "--errors", description = "Write file, line, id and score of each wrong row.")
  private Path errors;

  @Option(names = "--transforms", description = "Disguise the texts in every known way instead.")
  private boolean transforms;

  @Option(names = "--pii", description = "The rows are of personal data.")
  private boolean pii;

  @Option(
      names = "--score-min",
      paramLabel = "SCORE",
      description = "With --pii: findings below do not count by overlap; default ${DEFAULT-VALUE}.")
  private float scoreMin = 0.35f;

  @Option(
      names = "--placements",
      paramLabel = "N",
      description = "Hide N attacks in long benign text instead, and look whether they are found.")
  private int placements;

  @Option(
      names = "--secrets",
      description = "Measure secrets instead, on rows that hold one, must be silent, or are clean.")
  private boolean secrets;

  @Option(
      names = "--urls",
      description = "Measure dangerous links and markup instead, and how addresses are read.")
  private boolean urls;

  @Option(names = "--names", description = "Measure names on texts with spans instead; see docs.")
  private boolean names;

  @Option(names = "--length", description = "Bytes of that text; default ${DEFAULT-VALUE}.")
  private int length = 200_000;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "With --transforms: at most N attacks and N benign rows; 0 = all.")
  private int sample;

  @Option(names = "--seed", description = "Of everything random; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--threads", description = "Default: one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    requireSane();
    if (names) {
      return print(NameModelFiles.measure(files, model), null, 0);
    }
    Detectors detectors =
        Policies.detectors(
            signatures == null ? Path.of("") : signatures,
            Path.of(""),
            model == null ? ModelFiles.shipped() : ModelFiles.read(model));
    CompiledPolicy policy =
        policyFile == null ? Policies.packaged(detectors) : Policies.one(policyFile, detectors);
    BatchProgress bar = new BatchProgress(100, System.err);
    Progress progress = bar::at;
    try {
      int exit =
          pii
              ? piiTables(policy.reportingAll(detectors).reportingNames(), progress)
              : run(policy.plan(), progress);
      bar.end();
      return exit;
    } catch (RowFault e) {
      throw new CommandFailure(e.getMessage());
    }
  }

  private int run(ScanPlan plan, Progress progress) throws IOException {
    if (secrets) {
      SecretEvaluation measured = new SecretEvaluation(plan);
      measured.run(files);
      return print(measured.markdown(), measured.json(), 0);
    }
    if (urls) {
      UrlEvaluation measured = new UrlEvaluation(plan);
      measured.run(files);
      return print(measured.markdown(), measured.json(), 0);
    }
    if (transforms) {
      TransformTable.Result result =
          new TransformTable(plan, trust, threads, progress).run(files, sample, seed);
      return print(result.markdown(), result.json(), 0);
    }
    if (placements > 0) {
      Placements.Result result =
          new Placements(plan, trust, threads, progress).run(files, placements, length, seed);
      return print(result.markdown(), result.json(), 0);
    }
    Evaluation.Result result = measured(plan, progress);
    return print(Report.markdown(result), Report.json(result), result.all().failed() == 0 ? 0 : 1);
  }

  private int piiTables(CompiledPolicy policy, Progress progress) throws IOException {
    if (errors == null) {
      return piiTables(policy, progress, (file, id, what) -> {});
    }
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(errors))) {
      out.println("file\tid\twhat");
      return piiTables(
          policy, progress, (file, id, what) -> out.printf("%s\t%s\t%s%n", file, id, what));
    }
  }

  private int piiTables(CompiledPolicy policy, Progress progress, PiiEvaluation.Mistakes mistakes)
      throws IOException {
    System.out.print(new PiiEvaluation(policy.plan(), scoreMin, progress, mistakes).run(files));
    System.out.flush();
    return 0;
  }

  private Evaluation.Result measured(ScanPlan plan, Progress progress) throws IOException {
    if (errors == null) {
      return new Evaluation(plan, trust, threads, progress, (file, row, score) -> {}).run(files);
    }
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(errors))) {
      out.println("file\tline\tid\tlabel\tkind\tscore");
      return new Evaluation(
              plan,
              trust,
              threads,
              progress,
              (file, row, score) ->
                  out.printf(
                      Locale.ROOT,
                      "%s\t%d\t%s\t%s\t%s\t%.4f%n",
                      file,
                      row.line(),
                      row.id(),
                      row.label().name().toLowerCase(Locale.ROOT),
                      row.kind(),
                      score))
          .run(files);
    }
  }

  private int print(String markdown, byte[] figures, int exit) throws IOException {
    if (json != null && figures != null) {
      Files.write(json, figures);
    }
    System.out.print(markdown);
    System.out.flush();
    return exit;
  }

  private void requireSane() {
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new CommandFailure("file is missing or unreadable: " + file);
      }
    }
    require(threads >= 1 && threads <= 256, "--threads must be from 1 to 256");
    require(
        !names || (!transforms && placements == 0 && json == null),
        "--names goes with --model alone");
    require(sample >= 0, "--sample must not be negative");
    require(placements >= 0, "--placements must not be negative");
    require(!transforms || placements == 0, "--transforms and --placements exclude each other");
    require(
        !pii || (!transforms && placements == 0 && json == null),
        "--pii goes with neither --transforms, --placements nor --json");
    require(errors == null || (!transforms && placements == 0), "--errors goes with neither");
    require(length >= 1_000 && length <= 8 << 20, "--length must be from 1,000 to " + (8 << 20));
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message);
    }
  }
}
