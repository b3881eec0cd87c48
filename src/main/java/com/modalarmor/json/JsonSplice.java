package com.modalarmor.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replaces single string literals of a document and keeps every other byte as it came. Collect
 * edits, then {@link #apply}. Single-threaded.
 */
public final class JsonSplice {

  private record Edit(int start, int end, byte[] literal) {}

  private final List<Edit> edits = new ArrayList<>();

  /** Puts {@code text}, escaped and quoted, in the place of bytes [start, end), quotes included. */
  public JsonSplice replace(int start, int end, String text) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    byte[] literal = new byte[quoted.length + 2];
    literal[0] = '"';
    System.arraycopy(quoted, 0, literal, 1, quoted.length);
    literal[literal.length - 1] = '"';
    return insert(start, end, literal);
  }

  /** Puts raw JSON in the place of bytes [start, end). */
  public JsonSplice insert(int start, int end, byte[] json) {
    edits.add(new Edit(start, end, json));
    return this;
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The rewritten document; {@code source} itself when there is nothing to do. */
  public byte[] apply(byte[] source) {
    if (edits.isEmpty()) {
      return source;
    }
    edits.sort(Comparator.comparingInt(Edit::start));
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 64);
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start() < done) {
        throw new IllegalArgumentException("edits overlap");
      }
      out.write(source, done, edit.start() - done);
      out.writeBytes(edit.literal());
      done = edit.end();
    }
    out.write(source, done, source.length - done);
    return out.toByteArray();
  }
}
