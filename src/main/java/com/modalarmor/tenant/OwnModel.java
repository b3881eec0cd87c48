package com.modalarmor.tenant;

import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.ModelFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tenant's own model, {@code model} and {@code model-sha256} in its file: read only when its
 * content is what the sum says. Stateless; used at load time.
 */
final class OwnModel {

  private static final long BYTES_MAX = 64 << 20;

  private OwnModel() {}

  /** The model, or null for none; faults go to {@code reader}. */
  static AttackModel read(SettingsReader reader, Path folder) {
    String file = reader.text("model", "").trim();
    String sha256 = reader.text("model-sha256", "").trim();
    if (file.isEmpty() && sha256.isEmpty()) {
      return null;
    }
    if (file.isEmpty()) {
      reader.fault("model", "is required beside model-sha256");
      return null;
    }
    if (!Sha256.isHex(sha256)) {
      reader.fault("model-sha256", "must be 64 lower-case hex digits, in quotes");
      return null;
    }
    Path path = folder.resolve(file).normalize();
    try {
      if (Files.size(path) > BYTES_MAX) {
        reader.fault("model", "file is larger than " + BYTES_MAX + " bytes: " + file);
        return null;
      }
      return ModelFile.read(Files.readAllBytes(path), sha256);
    } catch (IOException e) {
      reader.fault("model", "file is missing, unreadable or not the one named: " + file);
      return null;
    }
  }
}
