package com.modalarmor.boot;

import com.modalarmor.detect.name.NameDetector;
import com.modalarmor.evaluation.NamesEvaluation;
import com.modalarmor.names.NameModel;
import com.modalarmor.names.NameModelFile;
import com.modalarmor.names.NameTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of name models and the sums beside them, {@code x.model} and {@code x.model.sha256}. */
final class NameModelFiles {

  private NameModelFiles() {}

  /** Markdown of what a model finds in labelled texts; {@code file} null = the shipped model. */
  static String measure(List<Path> labelled, Path file) throws IOException {
    NameModel model = file == null ? NameModelFile.packaged() : read(file);
    BatchProgress bar = new BatchProgress(100, System.err);
    String tables =
        new NamesEvaluation(new NameDetector(model), model.card()).run(labelled, bar::at);
    bar.end();
    return tables;
  }

  private static NameModel read(Path file) {
    try {
      return NameModelFile.read(Files.readAllBytes(file), Files.readString(sumFile(file)).trim());
    } catch (IOException e) {
      throw new CommandFailure(
          file + ": not a model of names with its .sha256 beside it: " + e.getMessage());
    }
  }

  static void write(NameTrainer.Trained trained, Path file) throws IOException {
    Files.write(file, trained.file());
    Files.writeString(sumFile(file), trained.sha256() + "\n");
  }

  private static Path sumFile(Path model) {
    return model.resolveSibling(model.getFileName() + ".sha256");
  }
}
