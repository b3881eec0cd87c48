package com.modalarmor.sdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Chroma's JavaScript client. */
final class ChromaClientIT extends ChromaTour {

  private static final Path SOURCE = Path.of("src/test/chroma-js");
  private static final Path TARGET = Path.of("target/chroma-js");
  private static final Path INSTALLED = TARGET.resolve("node_modules/installed-from.json");

  ChromaClientIT() {
    super(List.of("node", "npm"), 100);
  }

  @Override
  void install() throws Exception {
    Files.createDirectories(TARGET);
    for (String name : List.of("package.json", "package-lock.json", ".npmrc", "tour.js")) {
      Files.copy(SOURCE.resolve(name), TARGET.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Path lock = SOURCE.resolve("package-lock.json");
    if (Files.exists(INSTALLED) && Files.mismatch(lock, INSTALLED) < 0) {
      return;
    }
    // The optional parts are Chroma's server in JavaScript's wrapping: not wanted here.
    output(
        List.of("npm", "ci", "--no-progress", "--omit=optional", "--prefix", TARGET.toString()),
        Map.of());
    Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  List<String> command() {
    return List.of("node", TARGET.resolve("tour.js").toString());
  }

  @Override
  void trust(Map<String, String> environment, Path ca) {
    environment.put("NODE_EXTRA_CA_CERTS", ca.toString());
  }
}
