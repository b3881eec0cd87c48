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
import java.util.Collections;
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

  static AuditEvent event(String requestId) {
    return event(requestId, "allow");
  }

  private static AuditEvent event(String requestId, String outcome) {
    return new AuditEvent(
        1_900_000_000_123L,
        requestId,
        "acme",
        "key:main",
        "gemini.generate_content",
        "gemini-2.5-flash",
        "2",
        200,
        outcome,
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

  @Test
  void a_last_line_numbered_zero_is_no_record() throws IOException {
    append("a");
    addRaw(Files.readString(file).replace("{\"sequence\":1,", "{\"sequence\":0,"));
    assertThrows(IOException.class, () -> append("b"));
  }

  // --- answers that begin before they are over

  private static AuditEvent begins(String requestId) {
    return event(requestId, AuditEvent.OPEN);
  }

  /** Leaves the folder as a process that dies now would. */
  private Path copyOf(Path source) throws IOException {
    Path copy = Files.createTempDirectory(source, "died");
    for (String name : List.of("audit.jsonl", "open-answers.jsonl")) {
      Files.copy(source.resolve(name), copy.resolve(name));
    }
    return copy;
  }

  private List<String> outcomes(Path of) throws IOException {
    return Files.readString(of.resolve("audit.jsonl"))
        .lines()
        .map(JsonObject::new)
        .map(
            one ->
                one.getLong("sequence")
                    + " "
                    + one.getString("request_id")
                    + " "
                    + one.getString("outcome"))
        .toList();
  }

  @Test
  void an_answer_that_begins_and_ends_has_one_record() throws IOException {
    try (AuditFile audit = new AuditFile(folder, false)) {
      audit.append(List.of(begins("s1"), event("a"), begins("s2")));
      audit.append(List.of(event("s2"), event("b")));
      audit.append(List.of(event("s1", "block")));
      assertEquals(4, audit.sequence());
    }
    assertEquals(List.of("1 a allow", "2 s2 allow", "3 b allow", "4 s1 block"), outcomes(folder));
    assertEquals(0, Files.size(folder.resolve("open-answers.jsonl")));
  }

  @Test
  void an_answer_during_which_the_process_died_has_its_record_at_the_next_start()
      throws IOException {
    Path died;
    try (AuditFile audit = new AuditFile(folder, false)) {
      audit.append(List.of(begins("s1"), event("a"), begins("s2"), begins("s3")));
      audit.append(List.of(event("s2"), event("b")));
      died = copyOf(folder);
    }
    new AuditFile(died, false).close();
    List<String> expected =
        List.of("1 a allow", "2 s2 allow", "3 b allow", "4 s1 interrupted", "5 s3 interrupted");
    assertEquals(expected, outcomes(died));
    new AuditFile(died, false).close();
    assertEquals(expected, outcomes(died), "once, however often it starts");
    JsonObject last = new JsonObject(Files.readAllLines(died.resolve("audit.jsonl")).get(4));
    assertEquals("acme", last.getString("tenant"));
    assertEquals("key:main", last.getString("actor"));
  }

  @Test
  void a_start_reads_of_the_log_only_what_came_after_the_oldest_open_answer() throws IOException {
    append("a");
    String record = Files.readString(file);
    for (int recordsBefore : new int[] {0, 1, 150, 600}) {
      // No record, so whoever reads this far says so; a log may be larger than a disk reads in a
      // minute.
      Files.writeString(file, "no record\n".repeat(100_000) + record.repeat(500));
      List<AuditEvent> before = Collections.nCopies(recordsBefore, event("before"));
      List<AuditEvent> after = Collections.nCopies(400, event("after"));
      Path died;
      try (AuditFile audit = new AuditFile(folder, false)) {
        if (recordsBefore > 0) {
          audit.append(before);
        }
        audit.append(List.of(begins("long"), begins("short")));
        audit.append(after);
        audit.append(List.of(event("short")));
        died = copyOf(folder);
      }
      // As if the mark of the short one had not been written: its record is found in the log.
      Path journal = died.resolve("open-answers.jsonl");
      Files.writeString(journal, Files.readString(journal).replace("closed short\n", ""));
      new AuditFile(died, false).close();
      List<String> lines = Files.readAllLines(died.resolve("audit.jsonl"));
      assertEquals(100_000 + 500 + recordsBefore + 402, lines.size());
      JsonObject last = new JsonObject(lines.get(lines.size() - 1));
      assertEquals("long", last.getString("request_id"));
      assertEquals("interrupted", last.getString("outcome"));
      Files.delete(folder.resolve("open-answers.jsonl"));
    }
  }

  @Test
  void a_death_between_any_two_writes_leaves_one_record_a_request() throws IOException {
    Path died;
    try (AuditFile audit = new AuditFile(folder, false)) {
      audit.append(List.of(event("a"), begins("s1"), begins("s2")));
      audit.append(List.of(event("b"), event("s1")));
      died = copyOf(folder);
    }
    Path journal = died.resolve("open-answers.jsonl");
    byte[] whole = Files.readAllBytes(journal);
    byte[] log = Files.readAllBytes(died.resolve("audit.jsonl"));
    int marks = new String(whole, StandardCharsets.UTF_8).indexOf("closed s1");
    for (int length = marks; length <= whole.length; length++) {
      Files.write(journal, java.util.Arrays.copyOf(whole, length));
      Files.write(died.resolve("audit.jsonl"), log);
      new AuditFile(died, false).close();
      assertEquals(
          List.of("1 a allow", "2 b allow", "3 s1 allow", "4 s2 interrupted"), outcomes(died));
    }
  }

  @Test
  void the_journal_stays_small_while_some_answer_is_always_open() throws IOException {
    int rounds = 6_000;
    Path died;
    try (AuditFile audit = new AuditFile(folder, false)) {
      audit.append(List.of(begins("long")));
      for (int i = 0; i < rounds; i++) {
        audit.append(List.of(begins("s" + i)));
        audit.append(List.of(event("s" + i)));
      }
      long size = Files.size(folder.resolve("open-answers.jsonl"));
      assertTrue(size <= OpenAnswers.JOURNAL_BYTES + 1_000, "bytes: " + size);
      died = copyOf(folder);
    }
    new AuditFile(died, false).close();
    List<String> outcomes = outcomes(died);
    assertEquals(rounds + 1, outcomes.size());
    assertEquals((rounds + 1) + " long interrupted", outcomes.get(rounds));
  }
}
