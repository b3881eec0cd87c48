package com.modalarmor.sdk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that the tests drive, and whether they must be there. Stateless. */
final class Tools {

  static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private Tools() {}

  static boolean onPath(String tool) {
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
