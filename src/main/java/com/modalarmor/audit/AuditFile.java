package com.modalarmor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The append-only file of audit records, one JSON object a line, numbered without gaps across
 * restarts. Used by one thread.
 */
final class AuditFile implements AutoCloseable {

  private static final int TAIL_BYTES_MAX = 1 << 20;
  private static final String HEAD = "{\"sequence\":";
  private static final SerializedString NEW_LINE = new SerializedString("\n");

  private final JsonFactory json = new JsonFactory();
  private final ByteArrayBuilder lines = new ByteArrayBuilder(1 << 16);
  private final FileChannel channel;
  private final boolean syncEveryBatch;
  private long sequence;
  private volatile boolean dirty;
  private volatile boolean lost;
  private boolean torn;

  AuditFile(Path folder, boolean syncEveryBatch) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("audit.jsonl");
    this.sequence = recover(file);
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.syncEveryBatch = syncEveryBatch;
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
          : sequenceOf(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
  }

  /** The first record of all may be the torn one; anything else is not ours to cut. */
  private static boolean beginsRecord(byte[] bytes) {
    String begin =
        new String(bytes, 0, Math.min(bytes.length, HEAD.length()), StandardCharsets.US_ASCII);
    return HEAD.startsWith(begin);
  }

  private static long sequenceOf(String line) throws IOException {
    int comma = line.indexOf(',');
    if (line.startsWith(HEAD) && comma > 0) {
      try {
        long number = Long.parseLong(line.substring(HEAD.length(), comma));
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, like everything else that is no record.
      }
    }
    throw new IOException("the audit log's last line is not a record");
  }

  /** Appends a batch with one write; the records are in the operating system's hands on return. */
  void append(List<AuditEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    lines.reset();
    long next = sequence;
    try (JsonGenerator out = json.createGenerator(lines)) {
      out.setRootValueSeparator(NEW_LINE);
      for (AuditEvent event : events) {
        write(out, event, ++next);
      }
      out.writeRaw('\n');
    }
    writeWhole(ByteBuffer.wrap(lines.toByteArray()));
    sequence = next;
    dirty = true;
    if (syncEveryBatch) {
      sync();
    }
  }

  /**
   * All or nothing: a full disk may take half a line, and what came after it would be glued to that
   * half. Where the half cannot be taken back, nothing more is written; the next start cuts it off.
   */
  private void writeWhole(ByteBuffer buffer) throws IOException {
    if (torn) {
      throw new IOException("the audit log ends in half a record");
    }
    if (lost) {
      throw new IOException("the disk has lost records of the audit log");
    }
    long before = channel.size();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      torn = true;
      channel.truncate(before);
      torn = false;
      throw e;
    }
  }

  /**
   * Forces what was appended to disk; from any thread, also while another one appends. A failure is
   * final: the system may have dropped the pages, and a second attempt would succeed without them.
   */
  void sync() throws IOException {
    if (!dirty) {
      return;
    }
    dirty = false;
    try {
      channel.force(false);
    } catch (IOException e) {
      lost = true;
      throw e;
    }
  }

  long sequence() {
    return sequence;
  }

  private static void write(JsonGenerator out, AuditEvent e, long number) throws IOException {
    out.writeStartObject();
    out.writeNumberField("sequence", number);
    out.writeStringField("time", Instant.ofEpochMilli(e.timeMs()).toString());
    out.writeStringField("request_id", e.requestId());
    out.writeStringField("tenant", e.tenant());
    out.writeStringField("actor", e.actor());
    out.writeStringField("route", e.route());
    out.writeStringField("model", e.model());
    out.writeStringField("http", e.httpVersion());
    out.writeNumberField("status", e.status());
    out.writeStringField("outcome", e.outcome());
    out.writeStringField("shadow", e.shadow());
    writeList(out, "findings", e.findings());
    writeList(out, "skipped", e.skipped());
    out.writeStringField("policy", e.policy());
    out.writeNumberField("input_tokens", e.inputTokens());
    out.writeNumberField("output_tokens", e.outputTokens());
    out.writeNumberField("elapsed_us", e.elapsedUs());
    if (e.vectors() != null) {
      write(out, e.vectors());
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, VectorRecord vectors) throws IOException {
    out.writeObjectFieldStart("vectors");
    out.writeStringField("collection", vectors.collection());
    writeList(out, "ids", vectors.ids());
    out.writeNumberField("rows", vectors.rows());
    writeList(out, "labels", vectors.labels());
    out.writeObjectFieldStart("denied");
    for (Map.Entry<String, Integer> denied : vectors.denied().entrySet()) {
      out.writeNumberField(denied.getKey(), denied.getValue());
    }
    out.writeEndObject();
    out.writeNumberField("quarantined", vectors.quarantined());
    out.writeNumberField("flooding", vectors.flooding());
    out.writeNumberField("hubs", vectors.hubs());
    out.writeBooleanField("probing", vectors.probing());
    out.writeEndObject();
  }

  private static void writeList(JsonGenerator out, String name, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    sync();
    channel.close();
  }
}
