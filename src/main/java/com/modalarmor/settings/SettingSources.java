package com.modalarmor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What all sections of one settings tree share: the environment, the folder where relative paths
 * start, and the list of faults. Used at load time by one thread.
 */
record SettingSources(Map<String, String> environment, Path folder, List<String> faults) {

  private static final String PREFIX = "MODAL_ARMOR_";

  /** The value of the environment variable that overrides a key path, or null. */
  String override(String path) {
    return environment.get(
        PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
  }

  Path resolve(String path) {
    return folder.resolve(path).normalize();
  }

  /** The trimmed content of a file. */
  Secret secretFile(String path) throws IOException {
    return new Secret(Files.readString(resolve(path)).trim());
  }
}
