package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.boot.TestGateway.Reply;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be recorded is not answered. */
final class AuditLossTest {

  /** The kernel's own full disk: it can be opened and appended to, and every write fails. */
  private static final Path FULL_DISK = Path.of("/dev/full");

  @Test
  void requests_are_refused_while_no_record_can_be_written(@TempDir Path folder) throws Exception {
    Files.createSymbolicLink(
        Files.createDirectory(folder.resolve("audit")).resolve("audit.jsonl"), FULL_DISK);
    try (TestGateway gateway = TestGateway.in(folder).start()) {
      String prompt = TestGateway.prompt("Echo plantedword");
      int rows = 0;
      for (Version version : Version.values()) {
        for (Reply reply :
            List.of(
                gateway.post(version, TestGateway.GENERATE, prompt, gateway.key("acme")),
                gateway.post(version, TestGateway.STREAM_SSE, prompt, gateway.key("acme")),
                gateway.post(version, TestGateway.INSPECT, "{\"text\":\"a\"}", gateway.key("acme")),
                gateway.get(version, "/v1/models", gateway.key("acme")),
                gateway.post(version, TestGateway.GENERATE, prompt, ""),
                gateway.get(version, "/nowhere", ""))) {
          assertEquals(503, reply.status(), reply.text());
          assertEquals("UNAVAILABLE", reply.errorStatus());
          assertEquals("block", reply.header("x-modal-armor-decision"));
          assertFalse(reply.text().contains("plantedword"));
          rows++;
        }
      }
      assertEquals(12, rows);
      assertEquals(12, gateway.metric("modal_armor_requests_total"));
      assertEquals(12, gateway.metric("modal_armor_requests_total", "outcome=\"overloaded\""));
    }
  }

  @Test
  void a_gateway_whose_log_cannot_be_opened_does_not_start(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("audit/audit.jsonl"));
    assertThrows(CommandFailure.class, () -> TestGateway.in(folder).start().close());
  }

  @Test
  void the_sequence_goes_on_after_a_restart_of_the_gateway(@TempDir Path folder) {
    for (int run = 1; run <= 2; run++) {
      try (TestGateway gateway = TestGateway.in(folder).start()) {
        gateway.post(TestGateway.GENERATE, TestGateway.prompt("Hi"));
        gateway.post(TestGateway.GENERATE, TestGateway.prompt("Ho"));
        assertEquals(2L * run, gateway.audit().get(2 * run - 1).getLong("sequence"));
      }
    }
  }
}
