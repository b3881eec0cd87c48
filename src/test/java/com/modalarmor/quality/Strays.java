package com.modalarmor.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files and folders that lie where none belongs: beside the sources, or beside the build. */
final class Strays {

  /** What a folder may hold; a name that ends with a slash is a folder's. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "",
          Set.of(
              "pom.xml",
              "Dockerfile",
              "README.md",
              ".dockerignore",
              ".gitignore",
              "src/",
              "conf/",
              "docs/",
              "load-tests/",
              "kubernetes/"),
          "src/",
          Set.of("main/", "test/"),
          "src/main/",
          Set.of("java/", "resources/"),
          "src/test/",
          Set.of("java/", "resources/", "js/", "chroma-js/", "python/"),
          "load-tests/",
          Set.of("pom.xml", "README.md", "src/"));

  private Strays() {}

  /** The strays among files of the project, as paths with slashes below its folder. */
  static List<String> among(List<String> files) {
    Set<String> strays = new TreeSet<>();
    for (String file : files) {
      for (int start = 0; start >= 0; ) {
        Set<String> allowed = ALLOWED.get(file.substring(0, start));
        int end = file.indexOf('/', start) + 1;
        String name = file.substring(start, end > 0 ? end : file.length());
        boolean dotFolder = start == 0 && end > 0 && name.startsWith(".");
        if (allowed != null && !allowed.contains(name) && !dotFolder) {
          strays.add(file.substring(0, start) + name);
        }
        start = allowed == null || end == 0 ? -1 : end;
      }
    }
    return List.copyOf(strays);
  }

  /**
   * The files of the project: those of its repository, or where there is none all that lie in its
   * folder, but what {@code .gitignore} names. Fails where git cannot be asked.
   */
  static List<String> projectFiles(Path folder) throws IOException, InterruptedException {
    return Files.exists(folder.resolve(".git")) ? tracked(folder) : lying(folder);
  }

  private static List<String> tracked(Path folder) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-z")
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    git.getOutputStream().close();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (git.waitFor() != 0) {
      throw new IllegalStateException("there is a repository, but git cannot read it: " + said);
    }
    return Stream.of(said.split("\0")).filter(file -> !file.isEmpty()).toList();
  }

  private static List<String> lying(Path folder) {
    List<String> files = new ArrayList<>();
    walk(folder, "", ignored(folder), files);
    return files;
  }

  private static void walk(Path folder, String at, List<PathMatcher> ignored, List<String> into) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        Path name = entry.getFileName();
        if (ignored.stream().anyMatch(matcher -> matcher.matches(name))) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          walk(entry, at + name + "/", ignored, into);
        } else {
          into.add(at + name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<PathMatcher> ignored(Path folder) {
    Path names = folder.resolve(".gitignore");
    return (Files.exists(names) ? Sources.read(names) : "")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.endsWith("/") ? line.substring(0, line.length() - 1) : line)
        .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
        .toList();
  }
}
