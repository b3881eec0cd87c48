package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a gate reaches Redis: over TLS, with a password, as a node of a cluster. */
class RedisLinkTest {

  private static final LimitSubject SUBJECT = new LimitSubject("tenant-1", Tier.FREE, 5, 100, 0);
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  @Test
  void all_keys_of_a_call_lie_on_the_slot_of_the_tenant() {
    try (RedisServer node =
        RedisServer.start("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf")) {
      for (int first = 0; first < 16_384; first += 4_096) {
        StringBuilder slots = new StringBuilder("CLUSTER ADDSLOTS");
        for (int slot = first; slot < first + 4_096; slot++) {
          slots.append(' ').append(slot);
        }
        assertEquals("+OK", node.command(slots.toString()));
      }
      GateLoops.awaitThat(
          "the cluster is whole",
          5_000,
          () -> node.command("CLUSTER INFO").contains("cluster_state:ok"));
      String slot = node.command("CLUSTER KEYSLOT tenant-1");
      assertEquals(slot, node.command("CLUSTER KEYSLOT " + LimitPlan.key("tenant-1")));
      assertNotEquals(slot, node.command("CLUSTER KEYSLOT " + LimitPlan.key("tenant-2")));
      try (GateLoops loops = GateLoops.connected(1, node.url())) {
        assertFalse(loops.take(0, SUBJECT).degraded());
      }
    }
  }

  @Test
  void logs_in_with_the_password_of_the_url() {
    String password = "p" + System.nanoTime();
    try (RedisServer server = RedisServer.start()) {
      server.command("CONFIG SET requirepass " + password);
      String url = server.url().replace("redis://", "redis://:" + password + "@");
      try (GateLoops loops = GateLoops.connected(1, url)) {
        assertFalse(loops.take(0, SUBJECT).degraded());
      }
    }
  }

  @Test
  void speaks_tls_to_a_server_it_was_told_to_believe_and_to_no_other(@TempDir Path folder)
      throws Exception {
    writeCertificate(folder);
    int port = freePort();
    try (RedisServer server =
        RedisServer.start(
            "--tls-port", String.valueOf(port),
            "--tls-cert-file", folder.resolve("cert.pem").toString(),
            "--tls-key-file", folder.resolve("key.pem").toString(),
            "--tls-auth-clients", "no")) {
      assertTrue(server.port() != port);
      String url = "rediss://127.0.0.1:" + port;
      Map<String, Object> believing =
          Map.of("url", url, "timeout-ms", 1_000, "ca-file", folder.resolve("cert.pem").toString());
      try (GateLoops loops = GateLoops.connected(1, Map.of("redis", believing))) {
        assertFalse(loops.take(0, SUBJECT).degraded());
      }
      try (GateLoops loops = new GateLoops(1, Map.of("redis", Map.of("url", url)))) {
        long until = System.nanoTime() + 500_000_000L;
        GateLoops.awaitThat("attempts were made", 2_000, () -> System.nanoTime() > until);
        assertTrue(loops.take(0, SUBJECT).degraded());
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void writeCertificate(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=redis",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD);
    }
    pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("redis").getEncoded());
    pem(
        folder.resolve("key.pem"),
        "PRIVATE KEY",
        keys.getKey("redis", STORE_PASSWORD).getEncoded());
  }

  private static void pem(Path file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }
}
