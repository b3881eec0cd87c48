package com.modalarmor.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the demo keeps its files: a folder of the user's, or a temporary one that goes with it. */
record DemoFolder(Path path, boolean temporary) {

  static DemoFolder of(Path chosen) throws IOException {
    return chosen == null
        ? new DemoFolder(Files.createTempDirectory("modal-armor-demo-"), true)
        : new DemoFolder(Files.createDirectories(chosen).toAbsolutePath(), false);
  }

  /** Removes a temporary folder; what cannot be removed stays. */
  void clean() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(DemoFolder.class).warn("left behind: {}", path);
    }
  }
}
