package com.modalarmor.classify;

import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.settings.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of labelled texts: JSON lines {@code {"id","text","label","kind","lang","source"}}, plain
 * or gzipped. Immutable.
 *
 * @param sha256 of the file as it lies there, lower-case hex
 */
public record LabelledTexts(String name, String sha256, List<LabelledText> rows) {

  static final int ROWS_MAX = 5_000_000;
  static final int LINE_BYTES_MAX = 4 << 20;
  private static final long FILE_BYTES_MAX = 1L << 30;
  private static final JsonReader JSON = new JsonReader(new JsonLimits(8, LINE_BYTES_MAX, 256));

  /** Reads a whole file; a line that is wrong fails with its number and never with its content. */
  public static LabelledTexts read(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file.getFileName() + ": longer than " + FILE_BYTES_MAX + " bytes");
    }
    return parse(file.getFileName().toString(), Files.readAllBytes(file));
  }

  /** The same of a file that is in memory. */
  public static LabelledTexts parse(String name, byte[] content) throws IOException {
    boolean zipped =
        content.length > 1 && (content[0] & 0xFF) == 0x1F && (content[1] & 0xFF) == 0x8B;
    InputStream bytes = new ByteArrayInputStream(content);
    List<LabelledText> rows = new ArrayList<>();
    try (InputStream in =
        new BufferedInputStream(zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes, 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
      int number = 0;
      while (next(in, line)) {
        number++;
        if (line.size() == 0) {
          continue;
        }
        if (line.size() > LINE_BYTES_MAX || rows.size() == ROWS_MAX) {
          throw new IOException(name + ":" + number + ": line too long, or too many lines");
        }
        rows.add(row(line.toByteArray(), name, number));
      }
    }
    return new LabelledTexts(name, sha256(content), List.copyOf(rows));
  }

  /** Reads up to a line's end; false when there is nothing left. */
  private static boolean next(InputStream in, ByteArrayOutputStream line) throws IOException {
    line.reset();
    int b = in.read();
    if (b < 0) {
      return false;
    }
    while (b >= 0 && b != '\n') {
      if (line.size() <= LINE_BYTES_MAX && b != '\r') {
        line.write(b);
      }
      b = in.read();
    }
    return true;
  }

  private static LabelledText row(byte[] line, String name, int number) throws IOException {
    Fields fields = new Fields();
    try {
      JSON.read(line, fields);
    } catch (JsonFault e) {
      throw new IOException(name + ":" + number + ": " + e.getMessage());
    }
    boolean attack = fields.label.equals("attack");
    if (fields.text == null || (!attack && !fields.label.equals("benign"))) {
      throw new IOException(
          name + ":" + number + ": needs \"text\" and \"label\" (attack or benign)");
    }
    String id = fields.id.isEmpty() ? name + ":" + number : fields.id;
    attack &= !fields.kind.equals(LabelledText.HARMFUL);
    return new LabelledText(id, fields.text, attack, fields.kind, fields.lang, fields.source);
  }

  static String sha256(byte[] content) {
    return Sha256.over(content).hex();
  }

  /** The fields of one line. */
  private static final class Fields implements JsonVisitor {

    String id = "";
    String text;
    String label = "";
    String kind = "";
    String lang = "";
    String source = "";

    @Override
    public void string(JsonCursor at, String value, int start, int end) {
      if (at.depth() != 1) {
        return;
      }
      switch (at.lastName()) {
        case "id" -> id = value;
        case "text" -> text = value;
        case "label" -> label = value;
        case "kind" -> kind = value;
        case "lang" -> lang = value;
        case "source" -> source = value;
        default -> {
          // other fields are the owner's own
        }
      }
    }
  }
}
