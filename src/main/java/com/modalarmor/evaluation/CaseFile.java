package com.modalarmor.evaluation;

import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.json.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * JSON lines, plain or gzip, of cases for a detector: the text as {@code text} or, so that scanners
 * of repositories leave it alone, as {@code text_b64}. Stateless.
 */
final class CaseFile {

  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

  private CaseFile() {}

  /**
   * One case. Immutable.
   *
   * @param fields string fields by name
   * @param match what is expected; null = not said
   * @param start first code point of what is to be found, -1 = not said
   * @param others other detectors may find something in it
   */
  record Case(
      String text, Map<String, String> fields, Boolean match, int start, int end, boolean others) {

    String field(String name, String fallback) {
      return fields.getOrDefault(name, fallback);
    }
  }

  static void read(Path file, Consumer<Case> sink) throws IOException {
    boolean packed;
    try (InputStream head = Files.newInputStream(file)) {
      packed = head.read() == 0x1f && head.read() == 0x8b;
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw) {
      LineReader lines = new LineReader(in);
      byte[] line;
      long number = 0;
      while ((line = lines.next()) != null) {
        number++;
        if (LineReader.isBlank(line)) {
          continue;
        }
        Fields fields = new Fields();
        try {
          READER.read(line, fields);
          sink.accept(fields.toCase());
        } catch (JsonFault | IllegalArgumentException e) {
          throw new RowFault(RowFile.stem(file), number, e.getMessage());
        }
      }
    }
  }

  /** Collects one line. For one walk. */
  private static final class Fields implements JsonVisitor {

    private final Map<String, String> texts = new HashMap<>();
    private Boolean match;
    private int start = -1;
    private int end = -1;
    private boolean others;

    @Override
    public void string(JsonCursor at, String value, int from, int to) {
      if (at.depth() == 1) {
        texts.put(at.lastName(), value);
      }
      others |= at.is(0, "other_rules");
    }

    @Override
    public void literal(JsonCursor at, Boolean value) {
      if (at.depth() == 1 && at.lastName().equals("match")) {
        match = value;
      } else if (at.depth() == 1 && value != null) {
        texts.put(at.lastName(), Boolean.toString(value));
      }
    }

    @Override
    public void integer(JsonCursor at, long value) {
      if (at.depth() == 2 && at.is(0, "span")) {
        start = at.index(1) == 0 ? (int) value : start;
        end = at.index(1) == 1 ? (int) value : end;
      }
    }

    Case toCase() {
      String encoded = texts.get("text_b64");
      String text =
          encoded == null
              ? texts.get("text")
              : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      if (text == null) {
        throw new IllegalArgumentException("\"text\" or \"text_b64\" must be a string");
      }
      if (texts.containsKey("label")) {
        match = texts.get("label").equals("attack") ? Boolean.TRUE : Boolean.FALSE;
      }
      return new Case(text, texts, match, start, end, others);
    }
  }
}
