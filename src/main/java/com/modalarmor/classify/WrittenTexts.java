package com.modalarmor.classify;

import java.io.IOException;
import java.io.InputStream;

/**
 * Texts of the trainer's own, written one by one: plain chats, code and documents, attacks, and
 * harmless texts with the words or the form of an attack and no such aim. Stateless.
 */
public final class WrittenTexts {

  private static final String FILE = "written.jsonl.gz";

  /** How the names of their sources begin, which are their families. */
  private static final String SOURCES = "written:";

  private WrittenTexts() {}

  /** All of them, as one more file to learn from. */
  public static LabelledTexts packaged() throws IOException {
    try (InputStream in = WrittenTexts.class.getResourceAsStream("training/" + FILE)) {
      if (in == null) {
        throw new IOException("missing: training/" + FILE);
      }
      return LabelledTexts.parse(FILE, in.readAllBytes());
    }
  }

  static boolean holds(LabelledText row) {
    return row.source().startsWith(SOURCES);
  }
}
