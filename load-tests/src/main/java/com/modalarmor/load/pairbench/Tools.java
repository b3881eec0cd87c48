package com.modalarmor.load.pairbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the programs that the bench starts.
 *
 * <p>Stateless; any thread.
 */
final class Tools {
  private Tools() {}

  /** The program's path, or an empty string when it is not installed. */
  static String find(String program) {
    List<String> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(":")));
    }
    // nginx lives here, and only root has these on the PATH.
    folders.add("/usr/sbin");
    folders.add("/usr/local/sbin");
    for (String folder : folders) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    return "";
  }

  static String require(String program, String why) {
    String found = find(program);
    if (found.isEmpty()) {
      throw new BenchFailure(program + " is not on the PATH; the bench needs it " + why);
    }
    return found;
  }

  static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }
}
