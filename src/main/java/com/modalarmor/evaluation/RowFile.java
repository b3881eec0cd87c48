package com.modalarmor.evaluation;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.LineReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Labelled JSON lines, plain or gzip, read one row at a time: {@code {"id","text","label":"attack"
 * |"benign","kind","lang","source"}}; text and label are required, further fields are passed over.
 * Single-threaded.
 */
public final class RowFile implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

  private final String name;
  private final LineReader lines;
  private final Counted bytes;
  private final InputStream in;
  private long line;

  private RowFile(String name, InputStream raw, boolean packed) throws IOException {
    this.name = name;
    this.bytes = new Counted(raw);
    this.in =
        new BufferedInputStream(
            packed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes, BUFFER_BYTES);
    this.lines = new LineReader(in);
  }

  /** Opens a file; its first two bytes tell whether it is packed. */
  public static RowFile open(Path file) throws IOException {
    boolean packed;
    try (InputStream head = Files.newInputStream(file)) {
      packed = head.read() == 0x1f && head.read() == 0x8b;
    }
    InputStream raw = Files.newInputStream(file);
    try {
      return new RowFile(stem(file), raw, packed);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The file's name without its endings. */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    for (String ending : new String[] {".gz", ".jsonl", ".json"}) {
      if (name.length() > ending.length() && name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  public String name() {
    return name;
  }

  /** Bytes of the file read so far, as stored. */
  public long bytesRead() {
    return bytes.count;
  }

  /** The next row, or null after the last; throws {@link RowFault} for one that cannot be used. */
  public LabelledRow next() throws IOException {
    byte[] json;
    do {
      json = lines.next();
      if (json == null) {
        return null;
      }
      line++;
    } while (LineReader.isBlank(json));
    RowFields fields = new RowFields();
    try {
      READER.read(json, fields);
    } catch (JsonFault e) {
      throw new RowFault(name, line, e.getMessage());
    }
    String fault = fields.fault();
    if (fault != null) {
      throw new RowFault(name, line, fault);
    }
    return fields.row(line, name);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Counts what is taken from the file. */
  private static final class Counted extends InputStream {

    private final InputStream from;
    long count;

    Counted(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      int b = from.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = from.read(into, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }
}
