package com.modalarmor.json;

/**
 * Bounds of one document. Immutable.
 *
 * @param depthMax objects and arrays nested in each other
 * @param stringCharsMax characters of one string
 * @param tokensMax names and values in all
 */
public record JsonLimits(int depthMax, int stringCharsMax, int tokensMax) {

  /** Digits of one number; longer ones serve no model parameter. */
  static final int NUMBER_CHARS_MAX = 512;

  static final int NAME_CHARS_MAX = 4_096;

  public static final JsonLimits DEFAULT = new JsonLimits(64, 16 << 20, 200_000);
}
