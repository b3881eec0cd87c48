package com.modalarmor.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.modalarmor.boot.TestGateway;
import com.modalarmor.fixture.ChromaServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of Chroma's clients, unchanged, on one tour against three servers: Chroma itself, the gateway
 * over the embedded store and the gateway over Chroma. The answers must be the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChromaTour {

  private static final int WAIT_S = 300;

  private Path folder;
  private final List<String> tools;
  private final int casesMin;
  private ChromaServer chroma;
  private List<String> expected;

  ChromaTour(List<String> tools, int casesMin) {
    this.tools = tools;
    this.casesMin = casesMin;
  }

  /** Puts the client where {@link #command} finds it, unless it is there. */
  abstract void install() throws Exception;

  /** What goes on the tour. */
  abstract List<String> command();

  /** Names the only authority that the client has to trust. */
  abstract void trust(Map<String, String> environment, Path ca);

  @BeforeAll
  void chromaItself(@TempDir Path temporary) throws Exception {
    folder = temporary;
    for (String tool : tools) {
      boolean found = Tools.onPath(tool);
      assertTrue(found || !Tools.IN_CI, "CI needs " + tool);
      assumeTrue(found, "no " + tool + " on PATH");
    }
    chroma = ChromaServer.start(Files.createDirectories(folder.resolve("chroma")));
    install();
    expected = tour(chroma.url(), "", "authorization", null);
    assertTrue(expected.size() >= casesMin, "cases: " + expected.size());
  }

  @AfterAll
  void stop() {
    if (chroma != null) {
      chroma.close();
    }
  }

  private List<String> tour(String url, String token, String header, Path ca) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("CHROMA_URL", url);
    environment.put("CHROMA_TOKEN", token);
    environment.put("CHROMA_TOKEN_HEADER", header);
    if (ca != null) {
      trust(environment, ca);
    }
    return output(command(), environment);
  }

  final List<String> output(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(more);
    Process process = builder.start();
    boolean ended = process.waitFor(WAIT_S, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended && process.exitValue() == 0, () -> command.get(0) + ": " + read(err));
    return Files.readAllLines(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private void assertSame(List<String> actual) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String a = i < expected.size() ? expected.get(i) : "";
      String b = i < actual.size() ? actual.get(i) : "";
      if (!a.equals(b)) {
        faults.add("Chroma:  " + a + "\ngateway: " + b);
      }
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
  }

  @Test
  void the_gateway_over_its_embedded_store_answers_like_chroma() throws Exception {
    try (TestGateway gateway =
        TestGateway.in(Files.createDirectories(folder.resolve("embedded")))
            .setting("vector.store", "embedded")
            .start()) {
      String token = gateway.jwt("acme", "admin");
      assertSame(tour(gateway.url(), token, "authorization", gateway.caFile()));
      JsonObject last = gateway.audit().get(gateway.audit().size() - 1);
      assertEquals("sub:user-of-acme", last.getString("actor"));
    }
  }

  @Test
  void the_gateway_over_chroma_answers_like_chroma() throws Exception {
    try (TestGateway gateway =
        TestGateway.in(Files.createDirectories(folder.resolve("over")))
            .setting("vector.store", "chroma")
            .setting("vector.chroma.base-url", chroma.url())
            .start()) {
      String token = gateway.jwt("acme", "admin");
      assertSame(tour(gateway.url(), token, "x-chroma-token", gateway.caFile()));
    }
  }
}
