package com.modalarmor.load.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/**
 * The command that turns the gateway's CA file (PEM) into the PKCS12 store Gatling reads.
 *
 * <p>Single-threaded. It runs before Gatling's JVM, which reads its TLS settings first of all.
 */
public final class TrustStore {
  /** A store of public certificates: PKCS12 wants a password, but there is nothing to hide. */
  static final String PASSWORD = "changeit";

  private TrustStore() {}

  /** Argument: the store to write. */
  public static void main(String[] args) throws Exception {
    try {
      write(LoadSettings.read().ca(), Path.of(args[0]));
    } catch (IllegalArgumentException e) {
      System.err.println("trust-store: " + e.getMessage());
      throw e;
    }
  }

  static void write(Path pem, Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(pem)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
    int number = 0;
    for (Certificate certificate : certificates) {
      keys.setCertificateEntry("ca-" + number++, certificate);
    }
    if (number == 0) {
      throw new IllegalArgumentException("no certificate in " + pem);
    }
    Files.createDirectories(store.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(store)) {
      keys.store(out, PASSWORD.toCharArray());
    }
  }
}
