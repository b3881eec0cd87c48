package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.SignaturePack;
import com.modalarmor.settings.Sha256;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack that changes on disk, and signatures that a tenant brings, in a running gateway. */
class SignatureReloadTest {

  private static final Duration EFFECTIVE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FIRST = "zorblax manifest";
  private static final String SECOND = "quimby ledger";
  private static final String OWN = "bluebird forecast";

  @TempDir private Path folder;

  private static String signature(String id, String pattern, String match) {
    return """
          - id: %s
            pattern: '%s'
            score: 0.9
            severity: high
            applies: [input]
            lang: en
            source: 'a test'
            match: '%s'
            benign: 'a harmless sentence'
        """
        .formatted(id, pattern, match);
  }

  private void writePack(String... signatures) throws IOException {
    Path pack = Files.createDirectories(folder.resolve("pack"));
    String family =
        "family: test\ntype: PROMPT_INJECTION\nsignatures:\n" + String.join("", signatures);
    Files.writeString(pack.resolve("test.yaml"), family);
    Path index = pack.resolve("next");
    Files.writeString(
        index,
        "files:\n  test.yaml:\n    sha256: "
            + Sha256.over(family.getBytes(StandardCharsets.UTF_8)).hex()
            + "\n");
    Files.move(
        index,
        pack.resolve(SignaturePack.INDEX),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private TestGatewayBuilder gateway() {
    return TestGateway.in(folder)
        .setting("signatures.folder", folder.resolve("pack"))
        .setting("signatures.poll-ms", 200);
  }

  /** The names of what was found, for a tenant. */
  private static List<String> found(TestGateway gateway, String tenant, String text) {
    TestGateway.Reply reply =
        gateway.post(
            HttpClient.Version.HTTP_2,
            TestGateway.INSPECT,
            new JsonObject().put("text", text).encode(),
            gateway.key(tenant));
    assertEquals(200, reply.status(), reply.text());
    List<String> names = new ArrayList<>();
    for (Object finding : reply.json().getJsonArray("findings")) {
      names.add(((JsonObject) finding).getString("detector"));
    }
    return names;
  }

  private static Duration until(BooleanSupplier met) {
    Instant begin = Instant.now();
    while (!met.getAsBoolean()) {
      Duration waited = Duration.between(begin, Instant.now());
      assertTrue(waited.compareTo(PATIENCE) < 0, "not within " + PATIENCE);
      LockSupport.parkNanos(20_000_000);
    }
    return Duration.between(begin, Instant.now());
  }

  @Test
  void a_new_pack_is_in_force_within_two_seconds_and_no_request_fails_meanwhile() throws Exception {
    writePack(signature("T-1", "zorblax\\s+manifest", FIRST));
    try (TestGateway gateway = gateway().start()) {
      assertEquals(List.of("signature:T-1"), found(gateway, "acme", FIRST));
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      AtomicInteger failed = new AtomicInteger();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread caller =
            new Thread(
                () -> {
                  while (!stop.get()) {
                    int status =
                        gateway
                            .post(TestGateway.GENERATE, TestGateway.prompt("hello there"))
                            .status();
                    (status == 200 ? answered : failed).incrementAndGet();
                  }
                });
        caller.start();
        callers.add(caller);
      }
      try {
        for (int round = 0; round < 5; round++) {
          boolean odd = round % 2 == 0;
          writePack(
              odd
                  ? signature("T-2", "quimby\\s+ledger", SECOND)
                  : signature("T-1", "zorblax\\s+manifest", FIRST));
          String expected = odd ? "signature:T-2" : "signature:T-1";
          Duration waited =
              until(
                  () -> found(gateway, "acme", FIRST + " and " + SECOND).equals(List.of(expected)));
          assertTrue(waited.compareTo(EFFECTIVE) <= 0, "effective after " + waited);
        }
        until(() -> answered.get() > 20);
      } finally {
        stop.set(true);
        for (Thread caller : callers) {
          caller.join();
        }
      }
      assertEquals(0, failed.get(), "failed, of " + answered.get());
      assertEquals(
          6.0, gateway.metric("modal_armor_signature_packs_total", "outcome=\"in_force\""));
    }
  }

  @Test
  void a_bad_pack_is_refused_and_the_old_one_stays_until_a_good_one_comes() throws Exception {
    writePack(signature("T-1", "zorblax\\s+manifest", FIRST));
    try (TestGateway gateway = gateway().start()) {
      assertTrue(healthy(gateway));
      writePack(
          signature("T-8", "quimby\\s+(ledger", SECOND),
          signature("T-9", "[a-z]", "abc"),
          signature("T-10", "quimby\\s+ledger", "nothing of the kind"));
      until(() -> !healthy(gateway));
      assertEquals(List.of("signature:T-1"), found(gateway, "acme", FIRST + " " + SECOND));
      assertEquals(1.0, gateway.metric("modal_armor_signature_packs_total", "outcome=\"refused\""));
      assertTrue(gateway.metric("modal_armor_signature_pack_last_refusal_seconds") > 1.0e9);
      // Looked at again and again, but not refused again.
      Instant later = Instant.now().plusMillis(700);
      until(() -> Instant.now().isAfter(later));
      assertEquals(1.0, gateway.metric("modal_armor_signature_packs_total", "outcome=\"refused\""));

      // A file that is not as pinned; then the pin follows, as when a pack is copied file by file.
      Files.writeString(folder.resolve("pack/test.yaml"), "family: test\n");
      until(
          () -> gateway.metric("modal_armor_signature_packs_total", "outcome=\"refused\"") == 2.0);
      writePack(signature("T-2", "quimby\\s+ledger", SECOND));
      until(() -> found(gateway, "acme", SECOND).equals(List.of("signature:T-2")));
      assertTrue(healthy(gateway));
      assertEquals(1.0, gateway.metric("modal_armor_signature_pack_in_force", "fingerprint"));
    }
  }

  private static String decision(TestGateway gateway, String tenant, String prompt) {
    return gateway
        .post(HttpClient.Version.HTTP_2, TestGateway.GENERATE, prompt, gateway.key(tenant))
        .header("x-modal-armor-decision");
  }

  private static boolean healthy(TestGateway gateway) {
    TestGateway.Reply reply = gateway.management("/readyz");
    assertEquals(200, reply.status());
    assertTrue(reply.text().contains("signatures"), reply.text());
    return reply.json().toString().replace(" ", "").contains("\"signatures\":true");
  }

  @Test
  void a_tenants_own_signature_is_found_for_it_and_for_nobody_else() throws Exception {
    writePack(signature("T-1", "zorblax\\s+manifest", FIRST));
    String own =
        """
        signatures:
          - id: ACME-1
            type: PROMPT_INJECTION
            pattern: 'bluebird\\s+forecast'
            score: 0.9
            applies: [input]
            match: 'the bluebird forecast'
            benign: 'a bluebird on the fence'
        """;
    try (TestGateway gateway = gateway().tenant("acme", "enterprise", own).start()) {
      String both = FIRST + " and " + OWN;
      assertEquals(
          List.of("signature:T-1", "signature:tenant/ACME-1"), found(gateway, "acme", both));
      assertEquals(List.of("signature:T-1"), found(gateway, "globex", both));
      writePack(signature("T-2", "quimby\\s+ledger", SECOND));
      until(() -> found(gateway, "globex", SECOND).equals(List.of("signature:T-2")));
      assertEquals(List.of("signature:tenant/ACME-1"), found(gateway, "acme", both));
      String prompt = TestGateway.prompt(OWN);
      assertEquals("block", decision(gateway, "acme", prompt));
      assertEquals("allow", decision(gateway, "globex", prompt));
    }
  }
}
