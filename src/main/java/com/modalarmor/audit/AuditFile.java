package com.modalarmor.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The append-only file of audit records, one JSON object a line and one line a request, numbered
 * without gaps across restarts. Used by one thread.
 */
final class AuditFile implements AutoCloseable {

  private static final int TAIL_BYTES_MAX = 1 << 20;
  private static final String HEAD = "{\"sequence\":";

  private final EventJson form = new EventJson();
  private final RecordBytes lines = new RecordBytes();
  private final LineFile log;
  private final OpenAnswers answers;
  private final boolean syncEveryBatch;
  private long sequence;

  /** The journal may be writable where the log is not; nothing begins that could not end. */
  private boolean failing;

  AuditFile(Path folder, boolean syncEveryBatch) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("audit.jsonl");
    this.sequence = recover(file);
    this.answers = new OpenAnswers(folder);
    this.log = new LineFile(file);
    this.syncEveryBatch = syncEveryBatch;
    recordInterrupted(file);
  }

  /**
   * Cuts a torn last line off and returns the number of the last whole record, 0 when there is
   * none.
   */
  private static long recover(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "rw")) {
      long size = tail.length();
      int length = (int) Math.min(size, TAIL_BYTES_MAX);
      byte[] bytes = new byte[length];
      tail.seek(size - length);
      tail.readFully(bytes);
      int end = length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      if (end == 0 && length > 0 && (size > length || !beginsRecord(bytes))) {
        throw new IOException("the audit log ends in a record without end");
      }
      if (end < length) {
        tail.setLength(size - length + end);
      }
      int start = Math.max(0, end - 1);
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      return end == 0
          ? 0
          : recordNumber(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
  }

  private static long recordNumber(String line) throws IOException {
    long number = sequenceOf(line);
    if (number == 0) {
      throw new IOException("the audit log holds a line that is not a record");
    }
    return number;
  }

  /** The first record of all may be the torn one; anything else is not ours to cut. */
  private static boolean beginsRecord(byte[] bytes) {
    String begin =
        new String(bytes, 0, Math.min(bytes.length, HEAD.length()), StandardCharsets.US_ASCII);
    return HEAD.startsWith(begin);
  }

  /** The number of a record; in the journal of open answers 0 says that the log was empty. */
  static long sequenceOf(String line) throws IOException {
    int comma = line.indexOf(',');
    if (line.startsWith(HEAD) && comma > 0) {
      try {
        long number = Long.parseLong(line.substring(HEAD.length(), comma));
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, like everything else that is no record.
      }
    }
    throw new IOException("the audit log holds a line that is not a record");
  }

  /**
   * Appends a batch with one write; the records are in the operating system's hands on return. What
   * only begins gets no record yet, but is not forgotten.
   */
  void append(List<AuditEvent> events) throws IOException {
    Map<String, String> begun = null;
    List<AuditEvent> ended = events;
    for (AuditEvent event : events) {
      if (event.isOpen()) {
        begun = begun == null ? new LinkedHashMap<>() : begun;
        begun.put(event.requestId(), line(event));
      }
    }
    if (begun != null) {
      if (failing) {
        throw new IOException("the last record could not be written");
      }
      answers.begin(begun);
      ended = events.stream().filter(event -> !event.isOpen()).toList();
    }
    if (ended.isEmpty()) {
      return;
    }
    lines.clear();
    long next = sequence;
    for (AuditEvent event : ended) {
      form.write(lines, event, ++next);
      lines.sign('\n');
    }
    failing = true;
    log.append(lines.bytes(), lines.size());
    failing = false;
    sequence = next;
    answers.end(ended);
    if (syncEveryBatch) {
      sync();
    }
  }

  private String line(AuditEvent event) {
    lines.clear();
    form.write(lines, event, sequence);
    return new String(lines.bytes(), 0, lines.size(), StandardCharsets.UTF_8);
  }

  /** Gives the answers that an earlier process left open their records. */
  private void recordInterrupted(Path file) throws IOException {
    StringBuilder records = new StringBuilder();
    long next = sequence;
    for (String cut : answers.interrupted(file)) {
      records.append(HEAD).append(++next).append(cut).append('\n');
    }
    if (!records.isEmpty()) {
      log.append(records.toString().getBytes(StandardCharsets.UTF_8));
      log.sync();
      sequence = next;
    }
    answers.clear();
  }

  /** Forces what was appended to disk; from any thread, also while another one appends. */
  void sync() throws IOException {
    log.sync();
    answers.sync();
  }

  long sequence() {
    return sequence;
  }

  @Override
  public void close() throws IOException {
    answers.close();
    log.close();
  }
}
