package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String STORE_WORD = "change" + "it";

  @TempDir static Path folder;

  private record Pair(Path store, Path pem) {
    PfxOptions server() {
      return new PfxOptions().setPath(store.toString()).setPassword(STORE_WORD);
    }
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
  }

  /** A self-signed certificate by the JDK's own tool. */
  private static Pair make(String name, String dns, String startDate, String... more)
      throws Exception {
    Path store = folder.resolve(name + ".p12");
    Path pem = folder.resolve(name + ".pem");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + dns,
                "-ext",
                "san=dns:" + dns,
                "-startdate",
                startDate,
                "-validity",
                "60",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_WORD));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(new String[0]));
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        store.toString(),
        "-storepass",
        STORE_WORD,
        "-file",
        pem.toString());
    return new Pair(store, pem);
  }

  /** A certificate signed by an authority that is good; {@code pem} is the authority's. */
  private static Pair makeSigned(String name, String startDate) throws Exception {
    Pair authority = make(name + "-authority", "authority", "-20d", "-ext", "bc:c");
    Pair leaf = make(name, "localhost", "-20d");
    Path request = folder.resolve(name + ".csr");
    Path signed = folder.resolve(name + "-signed.pem");
    keytool(
        "-certreq",
        "-alias",
        "a",
        "-keystore",
        leaf.store().toString(),
        "-storepass",
        STORE_WORD,
        "-file",
        request.toString());
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        authority.store().toString(),
        "-storepass",
        STORE_WORD,
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString(),
        "-ext",
        "san=dns:localhost",
        "-startdate",
        startDate,
        "-validity",
        "5");
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "authority",
        "-keystore",
        leaf.store().toString(),
        "-storepass",
        STORE_WORD,
        "-file",
        authority.pem().toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "a",
        "-keystore",
        leaf.store().toString(),
        "-storepass",
        STORE_WORD,
        "-file",
        signed.toString());
    return new Pair(leaf.store(), authority.pem());
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("keytool failed");
    }
  }

  @Test
  void a_good_certificate_is_accepted_over_http2_and_http1_and_every_bad_one_refused()
      throws Exception {
    Pair good = make("good", "localhost", "-1d");
    Pair otherHost = make("other-host", "model.example.com", "-1d");
    Pair current = makeSigned("current", "-1d");
    Pair expired = makeSigned("expired", "-10d");

    try (FakeGemini gemini =
        FakeGemini.startTls(VERTX, good.server(), HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)) {
      try (Rig rig = new Rig(VERTX, gemini.url())) {
        rig.caFile = good.pem();
        assertEquals(200, rig.reply(Rig.unary()).status());
        assertEquals(HttpVersion.HTTP_2, gemini.take().version());
      }
      try (Rig rig = new Rig(VERTX, gemini.url())) {
        rig.caFile = good.pem();
        rig.protocol = Protocol.HTTP1;
        assertEquals(200, rig.reply(Rig.unary()).status());
        assertEquals(HttpVersion.HTTP_1_1, gemini.take().version());
      }
    }
    try (FakeGemini gemini = FakeGemini.startTls(VERTX, good.server(), HttpVersion.HTTP_1_1);
        Rig rig = new Rig(VERTX, gemini.url())) {
      rig.caFile = good.pem();
      assertEquals(200, rig.reply(Rig.unary()).status(), "falls back to HTTP/1.1");
      assertEquals(HttpVersion.HTTP_1_1, gemini.take().version());
      for (int i = 0; i < 20; i++) {
        assertEquals(200, rig.reply(Rig.unary()).status());
      }
    }

    try (FakeGemini gemini = FakeGemini.startTls(VERTX, current.server(), HttpVersion.HTTP_2);
        Rig rig = new Rig(VERTX, gemini.url())) {
      rig.caFile = current.pem();
      assertEquals(
          200, rig.reply(Rig.unary()).status(), "what differs from the expired one is the date");
    }

    int refused = 0;
    // Trusted but for another name; trusted but expired; not trusted by this file; nor by the JVM.
    refused += refuses(otherHost, otherHost.pem());
    refused += refuses(expired, expired.pem());
    refused += refuses(good, otherHost.pem());
    refused += refuses(good, Path.of(""));
    assertEquals(4, refused);
  }

  private static int refuses(Pair server, Path caFile) throws Exception {
    try (FakeGemini gemini =
            FakeGemini.startTls(VERTX, server.server(), HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);
        Rig rig = new Rig(VERTX, gemini.url())) {
      rig.caFile = caFile;
      assertEquals(Reason.UPSTREAM_UNAVAILABLE, rig.refusal(Rig.unary()).reason());
      assertEquals(0, gemini.requests());
      return 1;
    }
  }
}
