package com.modalarmor.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of audit records over restarts and accidents. */
final class AuditFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("audit.jsonl");
  }

  private static AuditEvent event(String requestId) {
    return new AuditEvent(
        1_900_000_000_123L,
        requestId,
        "acme",
        "key:main",
        "gemini.generate_content",
        "gemini-2.5-flash",
        "2",
        200,
        "allow",
        "allow",
        List.of("input:EMAIL_ADDRESS:2"),
        List.of(),
        "default@01234567",
        3,
        -1,
        456,
        null);
  }

  private void append(String... requestIds) throws IOException {
    try (AuditFile audit = new AuditFile(folder, true)) {
      List<AuditEvent> events = new ArrayList<>();
      for (String id : requestIds) {
        events.add(event(id));
      }
      audit.append(events);
    }
  }

  private void addRaw(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** {@code sequence request_id} of every line; fails where a line is no record. */
  private List<String> records() throws IOException {
    String all = Files.readString(file);
    assertTrue(all.endsWith("\n"));
    return all.lines()
        .map(JsonObject::new)
        .map(one -> one.getLong("sequence") + " " + one.getString("request_id"))
        .toList();
  }

  @Test
  void a_record_holds_every_field_once() throws IOException {
    append("r1");
    JsonObject record = new JsonObject(Files.readString(file));
    assertEquals("2030-03-17T17:46:40.123Z", record.getString("time"));
    assertEquals(
        List.of(
            "sequence",
            "time",
            "request_id",
            "tenant",
            "actor",
            "route",
            "model",
            "http",
            "status",
            "outcome",
            "shadow",
            "findings",
            "skipped",
            "policy",
            "input_tokens",
            "output_tokens",
            "elapsed_us"),
        new ArrayList<>(record.fieldNames()));
  }

  @Test
  void the_sequence_goes_on_over_restarts() throws IOException {
    append("a", "b");
    append();
    append("c");
    append("d", "e");
    assertEquals(List.of("1 a", "2 b", "3 c", "4 d", "5 e"), records());
  }

  @Test
  void a_torn_last_line_is_cut_off_wherever_it_was_torn() throws IOException {
    append("a", "b", "c");
    byte[] whole = Files.readAllBytes(file);
    int begin = new String(whole, StandardCharsets.UTF_8).indexOf("{\"sequence\":3");
    int rows = 0;
    for (int length = begin + 1; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      append("d");
      assertEquals(List.of("1 a", "2 b", "3 d"), records(), "torn after byte " + length);
      rows++;
    }
    assertEquals(whole.length - begin - 1, rows);
  }

  @Test
  void a_torn_first_line_leaves_an_empty_log() throws IOException {
    addRaw("{\"sequence\":1,\"ti");
    append("a");
    assertEquals(List.of("1 a"), records());
  }

  @Test
  void an_empty_file_is_a_log_without_records() throws IOException {
    addRaw("");
    append("a");
    assertEquals(List.of("1 a"), records());
  }

  @Test
  void a_log_that_is_longer_than_what_is_read_of_it_goes_on() throws IOException {
    String line = "{\"sequence\":%d,\"x\":\"" + "y".repeat(1_000) + "\"}\n";
    StringBuilder many = new StringBuilder();
    for (int i = 1; i <= 1_100; i++) {
      many.append(String.format(line, i));
    }
    addRaw(many.toString());
    append("a");
    List<String> all = Files.readAllLines(file);
    assertEquals(1_101, all.size());
    assertTrue(all.get(1_100).startsWith("{\"sequence\":1101,"));
  }

  @Test
  void a_last_line_that_is_no_record_refuses_to_start_and_is_kept() throws IOException {
    int rows = 0;
    for (String line :
        List.of(
            "hello\n",
            "\n",
            "{}\n",
            "{\"sequence\":\"1\",\"a\":1}\n",
            "{\"sequence\":1}\n",
            "{\"sequence\":99999999999999999999,\"a\":1}\n",
            "{\"sequence\":-4,\"a\":1}\n",
            "\u0000\u0000\u0000\u0000\n")) {
      Files.writeString(file, line);
      assertThrows(IOException.class, () -> new AuditFile(folder, true).close(), line);
      assertEquals(line, Files.readString(file));
      rows++;
    }
    assertEquals(8, rows);
  }

  @Test
  void text_that_would_end_a_line_cannot() throws IOException {
    append("evil\"}\n{\"sequence\":9,");
    assertEquals(1, Files.readAllLines(file).size());
    append("b");
    assertTrue(records().get(1).startsWith("2 b"));
  }

  @Test
  void a_file_that_cannot_be_written_is_a_failure_at_once() throws IOException {
    Files.createDirectory(file);
    assertThrows(IOException.class, () -> new AuditFile(folder, true).close());
  }

  @Test
  void a_failed_write_leaves_no_gap_in_the_numbers() throws IOException {
    AuditFile audit = new AuditFile(folder, true);
    audit.append(List.of(event("a")));
    audit.close();
    assertThrows(IOException.class, () -> audit.append(List.of(event("lost"))));
    assertEquals(1, audit.sequence());
    assertFalse(Files.readString(file).contains("lost"));
    append("b");
    assertEquals(List.of("1 a", "2 b"), records());
  }
}
