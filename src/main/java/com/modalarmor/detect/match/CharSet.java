package com.modalarmor.detect.match;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of UTF-16 units, kept as sorted disjoint ranges. Immutable. */
final class CharSet {
  static final int UNIT_MAX = 0xFFFF;
  static final CharSet ANY = range(0, UNIT_MAX);
  static final CharSet WORD = where(CharSet::isWord);

  /**
   * Word units but for the letters of scripts that are written without spaces: between those a
   * number stands as a matter of course.
   */
  static final CharSet SPACED_WORD =
      WORD.without(where(unit -> unit >= 0xE00 && (unit < 0x10A0 || unit >= 0x1780)));

  static final CharSet DIGIT = where(Character::isDigit);
  static final CharSet SPACE = where(CharSet::isSpace);

  /** Pairs of first and last unit, ascending, neither touching nor overlapping. */
  private final int[] bounds;

  private CharSet(int[] bounds) {
    this.bounds = bounds;
  }

  static CharSet of(char unit) {
    return range(unit, unit);
  }

  static CharSet range(int first, int last) {
    assert first <= last;
    return new CharSet(new int[] {first, last});
  }

  private static CharSet where(IntPredicate member) {
    int[] found = new int[16];
    int count = 0;
    for (int unit = 0; unit <= UNIT_MAX; unit++) {
      if (!member.test(unit)) {
        continue;
      }
      if (count > 0 && found[count - 1] == unit - 1) {
        found[count - 1] = unit;
        continue;
      }
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = unit;
      found[count++] = unit;
    }
    return new CharSet(Arrays.copyOf(found, count));
  }

  /** Marks count as word units: without them a boundary would fall inside Hindi or Thai words. */
  private static boolean isWord(int unit) {
    int type = Character.getType(unit);
    return unit == '_'
        || Character.isLetterOrDigit(unit)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isSpace(int unit) {
    return unit == ' '
        || (unit >= 0x09 && unit <= 0x0D)
        || unit == 0x85
        || Character.isSpaceChar(unit);
  }

  CharSet union(CharSet other) {
    int[] all = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
    System.arraycopy(other.bounds, 0, all, bounds.length, other.bounds.length);
    long[] pairs = new long[all.length / 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (long) all[2 * i] << 32 | all[2 * i + 1];
    }
    Arrays.sort(pairs);
    int count = 0;
    for (long pair : pairs) {
      int first = (int) (pair >> 32);
      int last = (int) pair;
      if (count > 0 && first <= all[count - 1] + 1) {
        all[count - 1] = Math.max(all[count - 1], last);
      } else {
        all[count++] = first;
        all[count++] = last;
      }
    }
    return new CharSet(Arrays.copyOf(all, count));
  }

  CharSet without(CharSet other) {
    return negate().union(other).negate();
  }

  /** True when every member of the other is one of this. */
  boolean containsAll(CharSet other) {
    return union(other).equals(this);
  }

  CharSet negate() {
    int[] gaps = new int[bounds.length + 2];
    int count = 0;
    int next = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > next) {
        gaps[count++] = next;
        gaps[count++] = bounds[i] - 1;
      }
      next = bounds[i + 1] + 1;
    }
    if (next <= UNIT_MAX) {
      gaps[count++] = next;
      gaps[count++] = UNIT_MAX;
    }
    return new CharSet(Arrays.copyOf(gaps, count));
  }

  boolean contains(int unit) {
    int low = 0;
    int high = bounds.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (unit < bounds[2 * middle]) {
        high = middle - 1;
      } else if (unit > bounds[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  int size() {
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      size += bounds[i + 1] - bounds[i] + 1;
    }
    return size;
  }

  /** The members in ascending order; only for small sets. */
  char[] toArray() {
    char[] members = new char[size()];
    int count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      for (int unit = bounds[i]; unit <= bounds[i + 1]; unit++) {
        members[count++] = (char) unit;
      }
    }
    return members;
  }

  int rangeCount() {
    return bounds.length / 2;
  }

  int first(int range) {
    return bounds[2 * range];
  }

  int last(int range) {
    return bounds[2 * range + 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }
}
