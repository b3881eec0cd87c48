package com.modalarmor.sdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Chroma's Python client, the one that speaks HTTP alone ({@code chromadb-client}). */
final class ChromaPythonIT extends ChromaTour {

  private static final Path SOURCE = Path.of("src/test/python");
  private static final Path REQUIREMENTS = SOURCE.resolve("client-requirements.txt");
  private static final Path TARGET = Path.of("target/chroma-python");
  private static final Path INSTALLED = TARGET.resolve("installed-from.txt");

  ChromaPythonIT() {
    super(List.of("python3", "pip3"), 90);
  }

  @Override
  void install() throws Exception {
    if (Files.exists(INSTALLED) && Files.mismatch(REQUIREMENTS, INSTALLED) < 0) {
      return;
    }
    output(
        List.of(
            "pip3",
            "install",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "--upgrade",
            "--target",
            TARGET.toString(),
            "-r",
            REQUIREMENTS.toString()),
        Map.of());
    Files.copy(REQUIREMENTS, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  List<String> command() {
    // The folder of the script goes first on the path: it holds nothing that a package is called.
    return List.of(
        "env",
        "PYTHONPATH=" + TARGET.toAbsolutePath(),
        "PYTHONDONTWRITEBYTECODE=1",
        "PYTHONHASHSEED=0",
        "python3",
        SOURCE.resolve("tour.py").toString());
  }

  @Override
  void trust(Map<String, String> environment, Path ca) {
    environment.put("CHROMA_CA", ca.toString());
  }
}
