package com.modalarmor.identity;

import com.modalarmor.tenant.TenantSnapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Thread CPU of one credential, by algorithm: {@code java … TokenBench [jdk]}. Prints one line a
 * row. With {@code jdk} the JDK's own providers are measured.
 */
final class TokenBench {

  private static final IdentitySettings UNCACHED = new IdentitySettings(30, 8_192, 86_400, 0);
  private static Object sink;

  private TokenBench() {}

  public static void main(String[] arguments) throws Exception {
    String provider = arguments.length > 0 ? CryptoProvider.JDK : CryptoProvider.install();
    System.out.println("java " + Runtime.version() + ", provider " + provider);
    Issuers issuers = new Issuers(Files.createTempDirectory("token-bench"));
    String es = issuers.es(claims -> usual(claims));
    String[] names = {"ES256", "RS256", "HS256"};
    String[] tokens = {
      es,
      issuers.rs(Issuers.header("RS256"), usual(Issuers.claims(Issuers.RS)).encode()),
      issuers.hs(
          issuers.secret, Issuers.header("HS256"), usual(Issuers.claims(Issuers.HS)).encode())
    };
    int[] rounds = {provider.equals(CryptoProvider.JDK) ? 2_000 : 20_000, 20_000, 50_000};
    for (int i = 0; i < names.length; i++) {
      measure(
          names[i] + " verified, " + tokens[i].length() + " bytes",
          rounds[i],
          UNCACHED,
          issuers,
          tokens[i]);
    }
    measure(
        "ES256 remembered, " + es.length() + " bytes",
        500_000,
        IdentitySettings.DEFAULT,
        issuers,
        es);
    measure("API key", 500_000, IdentitySettings.DEFAULT, issuers, issuers.apiKey);
    measure("no look-up, bad checksum", 500_000, IdentitySettings.DEFAULT, issuers, "ma_live_x");
    deleteAll(issuers.folder);
  }

  private static JsonObject usual(JsonObject claims) {
    return claims.put("roles", new JsonArray().add("app")).put("clearance", "internal");
  }

  private static void measure(
      String name, int rounds, IdentitySettings settings, Issuers issuers, String credential) {
    VerifiedTokens verified = new VerifiedTokens(settings);
    CallerResolver resolver =
        new CallerResolver(settings, () -> issuers.keyring, verified, () -> Issuers.NOW_S);
    run(rounds, resolver, issuers.snapshot, credential);
    double[] us = new double[5];
    for (int i = 0; i < us.length; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      run(rounds, resolver, issuers.snapshot, credential);
      us[i] =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e3 / rounds;
    }
    java.util.Arrays.sort(us);
    System.out.printf(Locale.ROOT, "%-32s %8.2f us/op (%.2f to %.2f)%n", name, us[2], us[0], us[4]);
  }

  private static void run(
      int rounds, CallerResolver resolver, TenantSnapshot snapshot, String credential) {
    for (int i = 0; i < rounds; i++) {
      // A fresh string each time, as it comes from a header.
      String text = new String(credential.toCharArray());
      try {
        sink = resolver.resolve(new Credentials(text), snapshot);
      } catch (com.modalarmor.verdict.Refusal e) {
        sink = e;
      }
    }
  }

  private static void deleteAll(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
