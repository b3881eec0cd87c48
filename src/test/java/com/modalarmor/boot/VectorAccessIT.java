package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.MemoryFolder;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vector access over HTTP and a real Chroma server. */
final class VectorAccessIT extends VectorAccessContract {

  private static ChromaServer chroma;
  private static TestGateway gateway;

  @BeforeAll
  static void start(@TempDir(factory = MemoryFolder.class) Path folder) throws IOException {
    chroma = ChromaServer.start(Files.createDirectories(folder.resolve("chroma")));
    gateway =
        TestGateway.in(Files.createDirectories(folder.resolve("gateway")))
            .setting("vector.store", "chroma")
            .setting("vector.chroma.base-url", chroma.url())
            .start();
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (chroma != null) {
      chroma.close();
    }
  }

  @Override
  TestGateway gateway() {
    return gateway;
  }

  /** The answer is spelt while its record is written, and leaves with it or not at all. */
  @Test
  void rows_are_not_told_where_no_record_can_be_written(@TempDir Path folder) throws IOException {
    String root = "/api/v2/tenants/default_tenant/databases/default_database/collections";
    String row = "{\"ids\":[\"r1\"],\"embeddings\":[[1,2]],\"documents\":[\"the planted text\"]}";
    String query = "{\"query_embeddings\":[[1,2]]}";
    String writer = gateway.jwt("acme", "audited", "internal", List.of(), "app", "curator");
    Reply made = gateway.post(Version.HTTP_2, root, "{\"name\":\"unrecorded\"}", writer);
    assertEquals(200, made.status(), made.text());
    String path = root + "/" + made.json().getString("id");
    assertEquals(201, gateway.post(Version.HTTP_2, path + "/add", row, writer).status());
    Reply told = gateway.post(Version.HTTP_2, path + "/query", query, writer);
    assertTrue(told.text().contains("the planted text"), told.text());
    Files.createSymbolicLink(
        Files.createDirectory(folder.resolve("audit")).resolve("audit.jsonl"),
        Path.of("/dev/full")); // every write to it fails
    try (TestGateway full =
        TestGateway.in(folder)
            .setting("vector.store", "chroma")
            .setting("vector.chroma.base-url", chroma.url())
            .start()) {
      String reader = full.jwt("acme", "audited", "internal", List.of(), "app", "curator");
      for (Version version : Version.values()) {
        Reply reply = full.post(version, path + "/query", query, reader);
        assertEquals(503, reply.status(), reply.text());
        assertFalse(reply.text().contains("planted"), reply.text());
        assertEquals("block", reply.header("x-modal-armor-decision"));
        assertEquals("", reply.header("x-modal-armor-label"));
      }
    }
  }
}
