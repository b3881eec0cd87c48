package com.modalarmor.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names that documents have had before, so that the same few are not made anew for each. A hint
 * without any promise: a newer name takes an older one's place. Thread-safe.
 */
final class JsonVocabulary {

  private static final int SLOTS = 512;
  private static final int BYTES_MAX = 32;

  /** Immutable, so whoever sees one sees it whole; threads may overwrite each other's. */
  private record Known(byte[] utf8, String name) {}

  private static final Known[] KNOWN = new Known[SLOTS];

  private JsonVocabulary() {}

  /** The name that stands in these bytes of UTF-8, without escapes. */
  static String of(byte[] json, int start, int length) {
    if (length > BYTES_MAX) {
      return new String(json, start, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + json[i];
    }
    int slot = (hash ^ hash >>> 9) & SLOTS - 1;
    Known known = KNOWN[slot];
    if (known != null
        && Arrays.equals(known.utf8, 0, known.utf8.length, json, start, start + length)) {
      return known.name;
    }
    byte[] utf8 = Arrays.copyOfRange(json, start, start + length);
    String name = new String(utf8, StandardCharsets.UTF_8);
    KNOWN[slot] = new Known(utf8, name);
    return name;
  }
}
