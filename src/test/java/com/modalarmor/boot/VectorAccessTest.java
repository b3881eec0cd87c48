package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vector access over HTTP and the embedded store. */
final class VectorAccessTest extends VectorAccessContract {

  private static TestGateway gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
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
}
