package com.modalarmor.boot;

import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.ModelFile;
import com.modalarmor.classify.TrainedModel;
import com.modalarmor.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Model files and the sums beside them, {@code x.model} and {@code x.model.sha256}. Stateless. */
final class ModelFiles {

  private ModelFiles() {}

  /** The model that ships with the program. */
  static AttackModel shipped() {
    try {
      return ModelFile.packaged();
    } catch (IOException e) {
      throw new InvalidSettings(List.of("attack model: " + e.getMessage()));
    }
  }

  /** A model whose content is what the sum beside it says. */
  static AttackModel read(Path file) {
    try {
      return ModelFile.read(Files.readAllBytes(file), Files.readString(sumFile(file)).trim());
    } catch (IOException e) {
      throw new CommandFailure(
          file + ": not a model with its .sha256 beside it: " + e.getMessage());
    }
  }

  static void write(TrainedModel model, Path file) throws IOException {
    Files.write(file, model.file());
    Files.writeString(sumFile(file), model.sha256() + "\n");
  }

  private static Path sumFile(Path model) {
    return model.resolveSibling(model.getFileName() + ".sha256");
  }
}
