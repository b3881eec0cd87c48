package com.modalarmor.vector.filter;

import java.text.Normalizer;

/**
 * Metadata keys that are not the caller's: the gateway's own, and those by which Chroma reaches
 * past the metadata (a key {@code chroma:document} would set the document). Stateless.
 */
public final class Reserved {

  /** Begins every key of the gateway's own in a store. */
  public static final String PREFIX = "modal-armor:";

  private static final String CHROMA = "chroma:";

  private Reserved() {}

  /**
   * True for a key that a caller can neither set nor filter on, however it is written: with letters
   * of another width, in capitals, or behind signs that nobody sees.
   */
  public static boolean is(String written) {
    String key = plain(written);
    return key.startsWith("#")
        || key.startsWith("$")
        || startsWith(key, PREFIX)
        || startsWith(key, CHROMA);
  }

  /** Without white space and invisible signs, in the usual forms of letters. */
  private static String plain(String written) {
    boolean ascii = true;
    for (int i = 0; i < written.length() && ascii; i++) {
      ascii = written.charAt(i) > ' ' && written.charAt(i) < 0x7f;
    }
    if (ascii) {
      return written;
    }
    StringBuilder plain = new StringBuilder(written.length());
    Normalizer.normalize(written, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !isUnseen(c))
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isUnseen(int c) {
    int type = Character.getType(c);
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.NON_SPACING_MARK;
  }

  private static boolean startsWith(String key, String prefix) {
    return key.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
