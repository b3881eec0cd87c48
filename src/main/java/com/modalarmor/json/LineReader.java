package com.modalarmor.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines as bytes, each bounded. Single-threaded. */
public final class LineReader {

  private static final int LINE_BYTES_MAX = 64 << 20;

  private final InputStream in;

  public LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, or null after the last. */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    int b = in.read();
    if (b < 0) {
      return null;
    }
    while (b >= 0 && b != '\n') {
      if (line.size() == LINE_BYTES_MAX) {
        throw new IOException("a line is longer than " + LINE_BYTES_MAX + " bytes");
      }
      line.write(b);
      b = in.read();
    }
    return line.toByteArray();
  }

  /** True for a line of blanks alone. */
  public static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
