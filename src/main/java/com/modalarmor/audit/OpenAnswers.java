package com.modalarmor.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers that have begun to leave and have no record yet, in a journal beside the log: what a
 * process that died left open gets its record when the next one starts. A line is either the record
 * as far as it was known, its number that of the log's last record then, or the request id of one
 * that has its record now. Used by one thread; forced to disk from any.
 */
final class OpenAnswers implements AutoCloseable {

  /** Above this the journal is written anew with what is still open, if that is half as much. */
  static final int JOURNAL_BYTES = 1 << 20;

  private static final String CLOSED = "closed ";
  private static final String OPEN_OUTCOME = "\"outcome\":\"" + AuditEvent.OPEN + "\"";
  private static final String CUT_OUTCOME = "\"outcome\":\"" + AuditEvent.INTERRUPTED + "\"";

  private final Path file;
  private final Map<String, String> open = new LinkedHashMap<>();
  private long openChars;
  private volatile LineFile journal;

  OpenAnswers(Path folder) throws IOException {
    this.file = folder.resolve("open-answers.jsonl");
    if (Files.exists(file)) {
      read();
    }
    this.journal = new LineFile(file);
  }

  private void read() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(CLOSED)) {
          forget(line.substring(CLOSED.length()));
        } else if (line.endsWith("}")) { // else torn, and so never acknowledged
          keep(requestId(line), line);
        }
      }
    }
  }

  /**
   * The lines that the log has no record for, each as its record, without its number and what comes
   * before it.
   */
  List<String> interrupted(Path log) throws IOException {
    if (open.isEmpty()) {
      return List.of();
    }
    long oldest = Long.MAX_VALUE;
    for (String line : open.values()) {
      oldest = Math.min(oldest, AuditFile.sequenceOf(line));
    }
    // A record may have been written and its mark not.
    if (Files.exists(log)) {
      try (BufferedReader records = LogTail.from(log, oldest)) {
        for (String line = records.readLine(); line != null; line = records.readLine()) {
          if (AuditFile.sequenceOf(line) > oldest) {
            forget(requestId(line));
          }
        }
      }
    }
    List<String> cut = new ArrayList<>();
    for (String line : open.values()) {
      cut.add(line.substring(line.indexOf(',')).replace(OPEN_OUTCOME, CUT_OUTCOME));
    }
    return cut;
  }

  /** All have their records. */
  void clear() throws IOException {
    open.clear();
    openChars = 0;
    if (journal.size() > 0) {
      journal.clear();
    }
  }

  /** Answers begin, one at least; on return their lines are in the operating system's hands. */
  void begin(Map<String, String> linesById) throws IOException {
    journal.append(bytes(String.join("\n", linesById.values()) + "\n"));
    linesById.forEach(this::keep);
  }

  /** These requests have their records; those that were not open are passed over. */
  void end(List<AuditEvent> recorded) throws IOException {
    StringBuilder marks = new StringBuilder();
    for (AuditEvent event : recorded) {
      if (forget(event.requestId())) {
        marks.append(CLOSED).append(event.requestId()).append('\n');
      }
    }
    if (marks.isEmpty()) {
      return;
    }
    if (open.isEmpty()) {
      journal.clear();
      return;
    }
    journal.append(bytes(marks.toString()));
    if (journal.size() > JOURNAL_BYTES && journal.size() > 2 * openChars) {
      rewrite();
    }
  }

  private void rewrite() throws IOException {
    Path fresh = file.resolveSibling("open-answers.jsonl.new");
    Files.deleteIfExists(fresh);
    LineFile next = new LineFile(fresh);
    next.append(bytes(String.join("\n", open.values()) + "\n"));
    next.sync();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    LineFile old = journal;
    journal = next;
    old.close();
  }

  void sync() throws IOException {
    journal.sync();
  }

  private void keep(String id, String line) {
    open.put(id, line);
    openChars += line.length() + 1;
  }

  private boolean forget(String id) {
    String line = open.remove(id);
    openChars -= line == null ? 0 : line.length() + 1;
    return line != null;
  }

  private static String requestId(String line) throws IOException {
    String name = "\"request_id\":\"";
    int start = line.indexOf(name);
    int end = line.indexOf('"', start + name.length());
    if (start < 0 || end < 0) {
      throw new IOException("the audit log holds a line that is not a record");
    }
    return line.substring(start + name.length(), end);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
