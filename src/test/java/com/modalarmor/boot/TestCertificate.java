package com.modalarmor.boot;

import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One certificate for all gateways of this process: the JDK's keytool, which makes one, takes
 * longer to run than the rest of a gateway to start. Thread-safe.
 */
final class TestCertificate {

  private static Path made;
  private static KeyCertOptions certificate;

  private TestCertificate() {}

  /** Its {@code ca.pem} comes to lie in that folder. */
  static synchronized KeyCertOptions in(Path folder) throws IOException {
    if (certificate == null) {
      made = Files.createTempDirectory("modal-armor-test-certificate-");
      certificate = Certificate.selfSigned(made);
      made.toFile().deleteOnExit();
      try (var files = Files.list(made)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
    }
    Files.copy(
        Certificate.caFile(made), Certificate.caFile(folder), StandardCopyOption.REPLACE_EXISTING);
    return certificate;
  }
}
