package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.Child;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user meets them: processes of their own. */
class DemoIT {

  private static final String[] DEMO = {
    "demo", "--port", "0", "--management-port", "0", "--admin-port", "0"
  };

  @TempDir Path folder;

  @Test
  void the_demo_gets_ready_its_three_requests_work_as_pasted_and_sigterm_leaves_nothing()
      throws Exception {
    try (Child demo = Child.gateway(Map.of(), DEMO)) {
      JsonObject ready = ready(demo);
      for (String name : List.of("data_plane", "management", "admin", "api_key", "jwt", "ca")) {
        assertFalse(ready.getString(name, "").isEmpty(), name);
      }
      assertTrue(ready.getString("data_plane").startsWith("https://"));
      assertTrue(Files.exists(Path.of(ready.getString("ca"))));

      List<String> pasted = demo.out().stream().filter(line -> line.startsWith("curl ")).toList();
      assertEquals(3, pasted.size());
      JsonObject allowed = new JsonObject(bash(pasted.get(0)));
      assertFalse(text(allowed).isBlank());
      JsonObject redacted = new JsonObject(bash(pasted.get(1)));
      assertTrue(text(redacted).contains("<EMAIL_ADDRESS>"), text(redacted));
      assertFalse(redacted.encode().contains("john@"));
      JsonObject blocked = new JsonObject(bash(pasted.get(2)));
      assertEquals("MODEL_ARMOR", blocked.getJsonObject("promptFeedback").getString("blockReason"));

      String jwt =
          pasted
              .get(0)
              .replace(
                  "x-goog-api-key: " + ready.getString("api_key"),
                  "authorization: Bearer " + ready.getString("jwt"));
      assertFalse(text(new JsonObject(bash(jwt))).isBlank());
      String ca = " --cacert " + ready.getString("ca") + " ";
      assertEquals("200", status(ready.getString("management") + "/readyz"));
      assertEquals("401", status(ca + ready.getString("admin") + "/v1/status"));

      List<ProcessHandle> family = demo.process().descendants().toList();
      assertTrue(family.size() >= 2, "a keeper and Redis: " + family);
      demo.terminate();
      assertEquals(143, demo.awaitExit(20));
      awaitThat("no process is left", () -> family.stream().noneMatch(ProcessHandle::isAlive));
      awaitThat("no file is left", () -> !Files.exists(Path.of(ready.getString("ca"))));
    }
  }

  @Test
  void a_killed_demo_takes_its_redis_with_it() throws Exception {
    try (Child demo = Child.gateway(Map.of(), DEMO)) {
      ready(demo);
      List<ProcessHandle> family = demo.process().descendants().toList();
      assertTrue(family.size() >= 2, "a keeper and Redis: " + family);
      demo.kill();
      awaitThat("no process is left", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void a_port_in_use_is_told_plainly_and_nothing_stays() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      int ran = 0;
      for (String option : List.of("--port", "--management-port", "--admin-port")) {
        String[] arguments = DEMO.clone();
        arguments[List.of(DEMO).indexOf(option) + 1] = port;
        try (Child demo = Child.gateway(Map.of(), arguments)) {
          assertEquals(1, demo.awaitExit(60), option);
          String said = String.join("\n", demo.err());
          assertTrue(said.contains("in use") && said.contains(port), option + ": " + said);
          assertFalse(said.contains("\tat "), "a stack trace: " + said);
          ran++;
        }
      }
      assertEquals(3, ran);
    }
  }

  @Test
  void serve_lists_all_faults_of_settings_and_tenants_at_once() throws Exception {
    Files.createDirectories(folder.resolve("tenants"));
    Files.writeString(
        folder.resolve("tenants/a.yaml"), "id: \"a b\"\ntier: gold\nrequests-per-second: -1\n");
    Path config = folder.resolve("gateway.yaml");
    Files.writeString(
        config,
        """
        data-plane:
          port: 70000
          prot: 1
          body-bytes-max: many
        redis:
          url: http://nowhere
        upstream:
          gemini:
            protocol: http9
        colour: blue
        """);
    try (Child serve = Child.gateway(Map.of(), "serve", "--config", config.toString())) {
      assertEquals(1, serve.awaitExit(60));
      String said = String.join("\n", serve.err());
      for (String fault :
          List.of(
              "data-plane.port",
              "data-plane.prot",
              "data-plane.body-bytes-max",
              "data-plane.tls.certificate-file",
              "data-plane.tls.private-key-file",
              "redis.url",
              "upstream.gemini.protocol",
              "upstream.gemini",
              "colour",
              "tier",
              "requests-per-second")) {
        assertTrue(said.contains(fault), fault + " is not in:\n" + said);
      }
      assertFalse(said.contains("\tat "), "a stack trace");
    }
  }

  @Test
  void serve_without_its_file_says_so() throws Exception {
    String none = folder.resolve("none.yaml").toString();
    try (Child serve = Child.gateway(Map.of(), "serve", "--config", none)) {
      assertEquals(1, serve.awaitExit(60));
      assertTrue(String.join("\n", serve.err()).contains("missing or unreadable"));
    }
  }

  @Test
  void usage_faults_exit_with_2_and_help_with_0() throws Exception {
    try (Child unknown = Child.gateway(Map.of(), "demo", "--no-such-option")) {
      assertEquals(2, unknown.awaitExit(60));
      assertTrue(String.join("\n", unknown.err()).contains("--no-such-option"));
    }
    int faults = 0;
    for (String[] arguments :
        new String[][] {
          {"nonsense"}, {"serve"}, {"token"}, {"demo", "--port"}, {"demo", "--port", "x"}, {"--x"}
        }) {
      assertEquals(2, Main.run(arguments), String.join(" ", arguments));
      faults++;
    }
    assertEquals(6, faults);
    int helped = 0;
    for (String command : List.of("", "serve", "demo", "inspect", "keys", "token")) {
      String[] help =
          command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
      assertEquals(0, Main.run(help), command);
      helped++;
    }
    assertEquals(6, helped);
    assertEquals(0, Main.run("--version"));
  }

  @Test
  void what_keys_and_token_print_opens_a_gateway() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    pem(folder.resolve("keys/mine.pem"), "PRIVATE KEY", pair.getPrivate().getEncoded());
    pem(folder.resolve("keys/public.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
    List<String> printed;
    try (Child keys = Child.gateway(Map.of(), "keys", "--id", "mine")) {
      assertEquals(0, keys.awaitExit(60));
      printed = keys.out();
    }
    String key = printed.get(0).substring("key: ".length());
    StringBuilder tenant = new StringBuilder("id: mine\ntier: pro\napi-keys:\n");
    printed.stream().skip(3).forEach(line -> tenant.append(line).append('\n'));
    tenant.append(
        """
        jwt-issuers:
          - issuer: https://issuer.mine.test
            audience: gateway
            algorithms: [ES256]
            key-files: [../keys/public.pem]
        """);
    Files.createDirectories(folder.resolve("tenants"));
    Files.writeString(folder.resolve("tenants/mine.yaml"), tenant);
    String token;
    try (Child mint =
        Child.gateway(
            Map.of(),
            "token",
            "--key",
            folder.resolve("keys/mine.pem").toString(),
            "--tenant",
            "mine",
            "--issuer",
            "https://issuer.mine.test",
            "--audience",
            "gateway",
            "--role",
            "app,reader")) {
      assertEquals(0, mint.awaitExit(60), mint.err().toString());
      token = mint.out().get(0);
    }
    try (TestGateway gateway = TestGateway.in(folder).start()) {
      for (String credential : List.of(key, token)) {
        assertEquals(200, gateway.get(Version.HTTP_2, "/v1beta/models", credential).status());
      }
      assertEquals(401, gateway.get(Version.HTTP_2, "/v1beta/models", key + "x").status());
      assertEquals("key:mine", gateway.audit().get(0).getString("actor"));
      assertEquals("mine", gateway.audit().get(1).getString("tenant"));
    }
  }

  private static void pem(Path file, String label, byte[] der) throws IOException {
    Files.createDirectories(file.getParent());
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  private static JsonObject ready(Child demo) throws InterruptedException {
    String line = demo.awaitLine(said -> said.startsWith("ready {"));
    return new JsonObject(line.substring("ready ".length()));
  }

  private static String text(JsonObject answer) {
    return answer
        .getJsonArray("candidates")
        .getJsonObject(0)
        .getJsonObject("content")
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text");
  }

  private static String status(String urlAndOptions) throws Exception {
    return bash("curl -sS -o /dev/null -w '%{http_code}' " + urlAndOptions);
  }

  private static String bash(String line) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
