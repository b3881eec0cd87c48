package com.modalarmor.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as the checks see them. Paths are relative to the project's folder. */
final class Sources {
  private static final Path MAIN = Path.of("src/main/java/com/modalarmor");
  private static final Path TEST = Path.of("src/test/java/com/modalarmor");

  private Sources() {}

  static List<Path> main() {
    return files(MAIN, ".java");
  }

  static List<Path> test() {
    return files(TEST, ".java");
  }

  /** Files below a folder whose name ends so, in order; empty when the folder is absent. */
  static List<Path> files(Path folder, String end) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.getFileName().toString().endsWith(end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first package segment of a main source file, {@code detect} for detect/match/X.java. */
  static String packageOf(Path mainFile) {
    Path below = MAIN.relativize(mainFile);
    return below.getNameCount() > 1 ? below.getName(0).toString() : "";
  }

  static String read(String path) {
    return read(Path.of(path));
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
