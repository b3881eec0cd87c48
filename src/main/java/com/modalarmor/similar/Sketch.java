package com.modalarmor.similar;

import com.modalarmor.verdict.FindingType;

/**
 * What is kept of a known attack: its kind and some of its shingles. Immutable by agreement: the
 * array is not changed after construction.
 *
 * @param id name to take it back by
 * @param type what a text is reported as that resembles it
 * @param shingles distinct, ascending, at most {@link #SHINGLES_MAX}
 */
public record Sketch(String id, FindingType type, int[] shingles) {

  /** One bit each in a long. */
  public static final int SHINGLES_MAX = 32;

  /** Fewer say too little: such an attack is a matter for signatures. */
  public static final int SHINGLES_MIN = 5;

  public Sketch {
    if (shingles.length < SHINGLES_MIN || shingles.length > SHINGLES_MAX) {
      throw new IllegalArgumentException("a sketch of " + shingles.length + " shingles");
    }
  }
}
