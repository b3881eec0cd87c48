package com.modalarmor.vector.filter;

/**
 * Metadata keys that are not the caller's: the gateway's own, and those by which Chroma reaches
 * past the metadata (a key {@code chroma:document} would set the document). Stateless.
 */
public final class Reserved {

  /** Begins every key of the gateway's own in a store. */
  public static final String PREFIX = "modal-armor:";

  private static final String CHROMA = "chroma:";

  private Reserved() {}

  /** True for a key that a caller can neither set nor filter on, however it is written. */
  public static boolean is(String key) {
    return key.startsWith("#")
        || key.startsWith("$")
        || startsWith(key, PREFIX)
        || startsWith(key, CHROMA);
  }

  private static boolean startsWith(String key, String prefix) {
    return key.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
