package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.fixture.MemoryFolder;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vector access over HTTP and the embedded store. */
final class VectorAccessTest extends VectorAccessContract {

  private static TestGateway gateway;

  @BeforeAll
  static void start(@TempDir(factory = MemoryFolder.class) Path folder) {
    gateway = TestGateway.in(folder).setting("vector.store", "embedded").start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Override
  TestGateway gateway() {
    return gateway;
  }

  @Test
  void without_a_store_there_are_no_routes(@TempDir Path folder) {
    try (TestGateway plain = TestGateway.in(folder).start()) {
      TestGateway.Reply reply =
          plain.get(HttpClient.Version.HTTP_2, "/api/v2/version", plain.key("acme"));
      assertEquals(404, reply.status());
    }
  }

  @Test
  void rows_outlive_a_restart(@TempDir Path folder) {
    String path = "/api/v2/tenants/default_tenant/databases/default_database/collections";
    String id;
    try (TestGateway first = TestGateway.in(folder).setting("vector.store", "embedded").start()) {
      id = first.post(path, "{\"name\":\"kept\"}").json().getString("id");
      String row = "{\"ids\":[\"a\"],\"embeddings\":[[1,2]],\"documents\":[\"text\"]}";
      assertEquals(201, first.post(path + "/" + id + "/add", row).status());
    }
    try (TestGateway second = TestGateway.in(folder).setting("vector.store", "embedded").start()) {
      TestGateway.Reply reply = second.post(path + "/" + id + "/get", "{}");
      assertEquals("[\"a\"]", reply.json().getJsonArray("ids").encode(), reply.text());
      assertEquals(
          "[[\"a\"]]",
          second
              .post(path + "/" + id + "/query", "{\"query_embeddings\":[[1,2]]}")
              .json()
              .getJsonArray("ids")
              .encode());
    }
  }

  @Test
  void a_changed_right_counts_within_a_second(@TempDir Path folder) throws Exception {
    String root = "/api/v2/tenants/default_tenant/databases/default_database/collections";
    try (TestGateway own = TestGateway.in(folder).setting("vector.store", "embedded").start()) {
      String id = own.post(root, "{\"name\":\"rights\"}").json().getString("id");
      String path = root + "/" + id + "/get";
      assertEquals(200, own.post(path, "{}").status());
      Path policy = folder.resolve("policies/default.yaml");
      String shipped = Files.readString(policy);
      Files.writeString(policy, shipped.substring(0, shipped.indexOf("\nvectors:")));
      assertEquals(404, within(own, path, 404), "nothing is granted any more");
      Files.writeString(policy, shipped);
      assertEquals(200, within(own, path, 200));
      Files.writeString(policy, shipped + "\nnonsense: here\n");
      assertEquals(200, within(own, path, 404), "a file with a fault changes nothing");
    }
  }

  /** The status once it is the wanted one, or after a second. */
  private static int within(TestGateway gateway, String path, int wanted) {
    long until = System.nanoTime() + 1_000_000_000L;
    int status = gateway.post(path, "{}").status();
    while (status != wanted && System.nanoTime() < until) {
      status = gateway.post(path, "{}").status();
    }
    return status;
  }
}
