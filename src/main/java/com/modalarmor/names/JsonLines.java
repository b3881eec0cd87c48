package com.modalarmor.names;

import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.json.LineReader;
import com.modalarmor.settings.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads JSON lines, plain or gzipped: the strings, string lists and spans of each. Stateless. */
final class JsonLines {

  private static final long FILE_BYTES_MAX = 1L << 30;
  private static final JsonReader JSON = new JsonReader(new JsonLimits(8, 4 << 20, 200_000));

  private JsonLines() {}

  /** Hands each line to {@code each}; returns the SHA-256 of the file, lower-case hex. */
  static String read(Path file, Consumer<Line> each) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file.getFileName() + ": longer than " + FILE_BYTES_MAX + " bytes");
    }
    byte[] content = Files.readAllBytes(file);
    boolean zipped =
        content.length > 1 && (content[0] & 0xFF) == 0x1F && (content[1] & 0xFF) == 0x8B;
    InputStream bytes = new ByteArrayInputStream(content);
    try (InputStream in =
        new BufferedInputStream(zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes, 1 << 16)) {
      LineReader lines = new LineReader(in);
      byte[] line;
      int number = 0;
      while ((line = lines.next()) != null) {
        number++;
        if (LineReader.isBlank(line)) {
          continue;
        }
        Line read = new Line(number);
        try {
          JSON.read(line, read);
        } catch (JsonFault e) {
          throw new IOException(file.getFileName() + ":" + number + ": " + e.getMessage());
        }
        each.accept(read);
      }
    }
    return Sha256.over(content).hex();
  }

  /** One line; {@code spans} are as written, in code points. */
  static final class Line implements JsonVisitor {

    final int number;
    final Map<String, String> strings = new HashMap<>();
    final List<String> values = new ArrayList<>();
    final List<NameRow.Span> spans = new ArrayList<>();
    private long start;
    private long end;
    private String type = "";

    private Line(int number) {
      this.number = number;
    }

    String get(String name) {
      return strings.getOrDefault(name, "");
    }

    @Override
    public void string(JsonCursor at, String value, int from, int to) {
      if (at.depth() == 1) {
        strings.put(at.lastName(), value);
      } else if (at.is(0, "values")) {
        values.add(value);
      } else if (at.is(0, "spans") && at.lastName().equals("type")) {
        type = value;
      }
    }

    @Override
    public void integer(JsonCursor at, long value) {
      if (at.is(0, "spans")) {
        if (at.lastName().equals("start")) {
          start = value;
        } else if (at.lastName().equals("end")) {
          end = value;
        }
      } else if (at.depth() == 1) {
        strings.put(at.lastName(), Long.toString(value));
      }
    }

    @Override
    public void leave(JsonCursor at, boolean array, int until) {
      if (!array && at.depth() == 2 && at.is(0, "spans")) {
        spans.add(new NameRow.Span((int) start, (int) end, type));
      }
    }
  }
}
