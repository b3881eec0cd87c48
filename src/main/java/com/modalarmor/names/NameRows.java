package com.modalarmor.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of texts with their names: JSON lines {@code {"text","spans":[{"start","end","type"}],
 * "src","split"}}, offsets in code points. Immutable.
 *
 * @param sha256 of the file as it lies there, lower-case hex
 */
public record NameRows(String name, String sha256, List<NameRow> rows) {

  /** Where documents are not marked, so many rows in a row of a collection count as one. */
  private static final int DOCUMENT_ROWS = 25;

  private static final int ROWS_MAX = 5_000_000;

  public static NameRows read(Path file) throws IOException {
    String name = file.getFileName().toString();
    List<NameRow> rows = new ArrayList<>();
    String sum =
        JsonLines.read(
            file,
            line -> {
              if (rows.size() < ROWS_MAX) {
                rows.add(row(line));
              }
            });
    if (rows.size() == ROWS_MAX) {
      throw new IOException(name + ": more than " + ROWS_MAX + " rows");
    }
    return new NameRows(name, sum, List.copyOf(rows));
  }

  private static NameRow row(JsonLines.Line line) {
    String text = line.get("text");
    List<NameRow.Span> spans = new ArrayList<>();
    int length = text.codePointCount(0, text.length());
    for (NameRow.Span span : line.spans) {
      if (span.start() >= 0 && span.start() < span.end() && span.end() <= length) {
        spans.add(
            new NameRow.Span(
                text.offsetByCodePoints(0, span.start()),
                text.offsetByCodePoints(0, span.end()),
                span.type()));
      }
    }
    String source = line.get("src").isEmpty() ? line.get("set") : line.get("src");
    return new NameRow(text, List.copyOf(spans), source, document(source, line));
  }

  /** Running texts come sentence by sentence; posts are documents of their own. */
  private static String document(String source, JsonLines.Line line) {
    if (source.equals("re3d")) {
      return source + "/" + line.get("split");
    }
    if (source.equals("wikigold") || source.startsWith("uner")) {
      return source + "/" + line.get("split") + "/" + line.number / DOCUMENT_ROWS;
    }
    return "";
  }
}
