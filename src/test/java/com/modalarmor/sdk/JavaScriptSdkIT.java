package com.modalarmor.sdk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Google's JavaScript SDK, installed by npm from the lock file. Where CI is set, missing tools are
 * a failure; elsewhere the tests are skipped and say why.
 */
final class JavaScriptSdkIT extends SdkContract {

  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path TARGET = Path.of("target/js-sdk");
  private static final String INSTALLED_FROM = "installed-from.json";

  @Override
  List<String> command(Path folder, Path caFile, Map<String, String> environment)
      throws IOException {
    require("node");
    require("npm");
    Files.createDirectories(TARGET);
    for (String name : List.of("package.json", "package-lock.json", ".npmrc", "sdk.js")) {
      Files.copy(SOURCE.resolve(name), TARGET.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    install(folder);
    environment.put("NODE_EXTRA_CA_CERTS", caFile.toString());
    return List.of("node", TARGET.resolve("sdk.js").toString());
  }

  /** Once a lock file: what was installed from the same one before stays. */
  private static void install(Path folder) throws IOException {
    Path lock = SOURCE.resolve("package-lock.json");
    Path installed = TARGET.resolve("node_modules").resolve(INSTALLED_FROM);
    if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
      return;
    }
    output(
        folder,
        "npm",
        List.of("npm", "ci", "--no-progress", "--prefix", TARGET.toString()),
        Map.of());
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void require(String tool) {
    boolean found = Tools.onPath(tool);
    if (Tools.IN_CI) {
      assertTrue(found, "CI needs " + tool);
    } else if (!found) {
      System.err.println("skipped: no " + tool + " on PATH, so the JavaScript SDK is not tested");
    }
    assumeTrue(found, "no " + tool + " on PATH");
  }

  @Test
  void the_lock_file_pins_every_package_and_names_no_registry() throws IOException {
    String lock = Files.readString(SOURCE.resolve("package-lock.json"));
    assertFalse(lock.contains("\"resolved\""));
    assertTrue(lock.split("\"integrity\": \"sha512-", -1).length > 30);
  }
}
