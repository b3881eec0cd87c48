package com.modalarmor.sdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Google's Java SDK. It has no option for trust: it takes the JVM's, so the gateway's certificate
 * is put into a trust store as a user would do it, and named on the command line.
 */
final class GoogleJavaSdkIT extends SdkContract {

  private static final String PASSWORD = "changeit";

  @Override
  List<String> command(Path folder, Path caFile, Map<String, String> environment)
      throws IOException {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path store = folder.resolve("trust.p12");
    output(
        folder,
        "keytool",
        List.of(
            bin.resolve("keytool").toString(),
            "-importcert",
            "-noprompt",
            "-alias",
            "modal-armor",
            "-file",
            caFile.toString(),
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD),
        Map.of());
    return List.of(
        bin.resolve("java").toString(),
        "-Djavax.net.ssl.trustStore=" + store,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
        "-cp",
        System.getProperty("java.class.path"),
        GoogleJavaSdkApp.class.getName());
  }
}
