package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A self-signed EC P-256 certificate for localhost, as PEM files for all three targets.
 *
 * <p>Immutable. Made by the JDK's keytool, so that nothing else has to be installed.
 */
record Certificate(Path certificatePem, Path keyPem) {

  static Certificate create(Children children, Path folder) {
    Path store = folder.resolve("tls.p12");
    String password = UUID.randomUUID().toString();
    try {
      Files.deleteIfExists(store);
      Child keytool =
          children.start("keytool", keytool(store, password), folder.resolve("keytool.log"));
      boolean ended = keytool.waitForMs(30_000);
      children.forget(keytool);
      if (!ended || keytool.exitCode() != 0) {
        keytool.close();
        throw new BenchFailure("keytool made no certificate" + keytool.tail());
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, password.toCharArray());
      }
      Path certificate = folder.resolve("tls-cert.pem");
      Path key = folder.resolve("tls-key.pem");
      writePem(certificate, "CERTIFICATE", keys.getCertificate("bench").getEncoded());
      writePem(key, "PRIVATE KEY", keys.getKey("bench", password.toCharArray()).getEncoded());
      return new Certificate(certificate, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new BenchFailure("cannot make a certificate in " + folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  private static List<String> keytool(Path store, String password) {
    return List.of(
        Tools.jdk("keytool"),
        "-genkeypair",
        "-alias",
        "bench",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-sigalg",
        "SHA256withECDSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        password);
  }

  static void writePem(Path file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    Files.writeString(file, pem, StandardCharsets.US_ASCII);
  }
}
