package com.modalarmor.boot;

import com.modalarmor.names.NameTrainer;
import com.modalarmor.names.NameTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits the model of names. */
@Command(
    name = "train-names",
    description = {
      "Fit the model of names to labelled JSON lines (plain or .gz):",
      "{\"text\",\"spans\":[{\"start\",\"end\",\"type\"}],\"src\",\"split\"}, offsets in code"
          + " points.",
      "A fifth of the documents is left out and measured by: evaluate --names.",
      "The same seed and data give the same bytes."
    },
    mixinStandardHelpOptions = true)
final class TrainNamesCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--data", required = true, description = "Texts with their names.")
  private Path data;

  @Option(names = "--lists", required = true, description = "Folder of the lists of names.")
  private Path lists;

  @Option(
      names = "--text",
      required = true,
      arity = "1..*",
      description =
          "Plain texts, {\"text\",\"lang\"}; the English ones tell which words are alike.")
  private List<Path> texts;

  @Option(names = "--out", required = true, description = "The model; its SHA-256 goes beside it.")
  private Path out;

  @Option(names = "--seed", description = "Of everything random; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    requireReadable(data);
    texts.forEach(TrainNamesCommand::requireReadable);
    if (!Files.isDirectory(lists)) {
      throw new CommandFailure("not a folder: " + lists);
    }
    TrainProgress progress = new TrainProgress(System.err);
    String command =
        "java -jar target/modal-armor.jar "
            + String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
    NameTrainer.Trained trained =
        new NameTrainer(new NameTraining(data, lists, texts, seed, command), progress::at).train();
    progress.end();
    NameModelFiles.write(trained, out);
    System.out.println("model: " + out);
    System.out.println("model-sha256: " + trained.sha256());
    return 0;
  }

  private static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandFailure("file is missing or unreadable: " + file);
    }
  }
}
