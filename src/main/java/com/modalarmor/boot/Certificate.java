package com.modalarmor.boot;

import com.modalarmor.ingress.IngressSettings;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Server certificates: from PEM files, or self-signed by the JDK's keytool for the demo. Stateless.
 */
final class Certificate {

  private static final String PASSWORD = "demo-only";
  private static final int KEYTOOL_S = 30;

  private Certificate() {}

  static KeyCertOptions ofFiles(IngressSettings settings) {
    return new PemKeyCertOptions()
        .setCertPath(settings.certificateFile().toString())
        .setKeyPath(settings.privateKeyFile().toString());
  }

  /** Writes {@code demo.p12} and {@code ca.pem} into the folder, for localhost and 127.0.0.1. */
  static KeyCertOptions selfSigned(Path folder) throws IOException {
    Path store = folder.resolve("demo.p12");
    if (!Files.exists(store)) {
      keytool(
          "-genkeypair",
          "-keystore",
          store.toString(),
          "-storetype",
          "PKCS12",
          "-storepass",
          PASSWORD,
          "-alias",
          "demo",
          "-keyalg",
          "EC",
          "-groupname",
          "secp256r1",
          "-dname",
          "CN=localhost,O=Modal Armor demo",
          "-ext",
          "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
          "-validity",
          "30");
    }
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-alias",
        "demo",
        "-file",
        caFile(folder).toString());
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  static Path caFile(Path folder) {
    return folder.resolve("ca.pem");
  }

  private static void keytool(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(KEYTOOL_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("keytool could not make a certificate");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making a certificate");
    }
  }
}
