package com.modalarmor.text;

import java.util.Arrays;

/**
 * One reading of a text: characters with a map back to the original. Scratch: filled again for each
 * text, single-threaded, do not keep.
 *
 * <p>An identity view (nothing was added or removed) holds no map at all, so that plain text pays
 * nothing. A decoded view is a ranged one: each of its characters knows the range of the original
 * that it was made from, ranges never go backwards.
 */
public final class View {

  /** Longer texts are not marked: memory stays bounded. */
  private static final int MARKED_MAX = 1 << 16;

  private static final int NOT_MARKED = -1;
  private static final int[] NO_MARKS = {};

  private char[] chars = new char[4_096];
  private int[] marks = NO_MARKS;
  private int markCount = NOT_MARKED;
  private Narrow narrow;
  private int length;
  private int[] origin = new int[0];
  private int[] ends = new int[0];
  private boolean ranged;
  private int room;
  private boolean identity = true;
  private int filled;

  /** The characters; only the first {@link #length()} count. */
  public char[] chars() {
    return chars;
  }

  public int length() {
    return length;
  }

  /** True when index i of this view is index i of the original. */
  public boolean identity() {
    return identity;
  }

  /** UTF-16 index in the original of the character that {@code index} of this view came from. */
  public int originalStart(int index) {
    if (!identity) {
      return origin[index];
    }
    return index > 0 && index < length && splitsPair(index) ? index - 1 : index;
  }

  /** The same, and the original's end where this view ends. */
  public int originalStart(int index, String original) {
    return index < length ? originalStart(index) : original.length();
  }

  /**
   * UTF-16 index in the original just after the view's half-open range that ends at {@code end}.
   * Covers the marks that were composed into its last character; what was removed after that only
   * when it lies inside the range.
   */
  public int originalEnd(int end, String original) {
    if (identity) {
      return end > 0 && end < length && splitsPair(end) ? end + 1 : end;
    }
    if (end == 0) {
      return 0;
    }
    if (ranged) {
      return ends[end - 1];
    }
    int last = origin[end - 1];
    int bound = end < length ? origin[end] : original.length();
    int after = last + Character.charCount(original.codePointAt(last));
    while (after < bound && joinsBefore(original.codePointAt(after))) {
      after += Character.charCount(original.codePointAt(after));
    }
    return Math.min(original.length(), after);
  }

  private boolean splitsPair(int index) {
    return Character.isLowSurrogate(chars[index]) && Character.isHighSurrogate(chars[index - 1]);
  }

  private static boolean joinsBefore(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (c >= 0x1160 && c <= 0x11FF);
  }

  /** Starts an identity view of {@code text}; the caller may then change characters one for one. */
  public char[] beginIdentity(String text) {
    ensure(text.length());
    length = text.length();
    text.getChars(0, length, chars, 0);
    identity = true;
    ranged = false;
    markCount = NOT_MARKED;
    return chars;
  }

  /** Room for the marks of a text of that length; empty when it is not to be marked. */
  int[] beginMarks(int length) {
    if (length > MARKED_MAX) {
      return NO_MARKS;
    }
    if (marks.length < length + Narrow.SPARE) {
      marks = new int[Math.min(MARKED_MAX, Math.max(4_096, length * 2)) + Narrow.SPARE];
    }
    return marks;
  }

  /** Its characters from {@code from} to {@code to}, a block at most, as bytes. */
  Narrow narrow(int from, int to) {
    narrow = narrow == null ? new Narrow() : narrow;
    narrow.read(chars, from, to);
    return narrow;
  }

  /** Says that all of the view is marked. */
  void endMarks(int count) {
    markCount = count;
  }

  /**
   * The places, in order, of what is neither an ASCII letter nor a blank in the original; the first
   * {@link #markCount()} count. What begins with such a sign is looked for there alone.
   */
  public int[] marks() {
    return marks;
  }

  /** How many there are; -1 when they are not known: then every character is one. */
  public int markCount() {
    return markCount;
  }

  /** Starts an empty view in which each character knows the range that it was made from. */
  void beginRanged() {
    length = 0;
    identity = false;
    markCount = NOT_MARKED;
    ranged = true;
    room = Math.min(chars.length, Math.min(origin.length, ends.length));
  }

  /** Appends a character made from the half-open range of the original. */
  void append(char c, int from, int to) {
    int at = length;
    if (at >= room) {
      grow();
    }
    chars[at] = c;
    origin[at] = from;
    ends[at] = to;
    length = at + 1;
  }

  private void grow() {
    int size = Math.max(256, Math.max(length, room) * 2);
    chars = chars.length < size ? Arrays.copyOf(chars, size) : chars;
    origin = origin.length < size ? Arrays.copyOf(origin, size) : origin;
    ends = ends.length < size ? Arrays.copyOf(ends, size) : ends;
    room = size;
  }

  /** Appends the characters of a ranged view from {@code from} on, with their ranges. */
  void appendRanged(View view, int from) {
    int count = view.length - from;
    while (room < length + count) {
      grow();
    }
    System.arraycopy(view.chars, from, chars, length, count);
    System.arraycopy(view.origin, from, origin, length, count);
    System.arraycopy(view.ends, from, ends, length, count);
    length += count;
  }

  /** Appends characters of another view, each with the range that it has there. */
  void appendOf(View view, int from, int to, String original) {
    int count = to - from;
    if (count <= 0) {
      return;
    }
    while (room < length + count) {
      grow();
    }
    System.arraycopy(view.chars, from, chars, length, count);
    if (view.ranged) {
      System.arraycopy(view.origin, from, origin, length, count);
      System.arraycopy(view.ends, from, ends, length, count);
    } else {
      for (int i = 0; i < count; i++) {
        origin[length + i] = view.originalStart(from + i);
        ends[length + i] = view.originalEnd(from + i + 1, original);
      }
    }
    length += count;
  }

  /** Becomes a ranged view of the characters of {@code same} with the ranges of {@code places}. */
  void copyRanged(View same, View places, int count) {
    beginRanged();
    while (room < count) {
      grow();
    }
    System.arraycopy(same.chars, 0, chars, 0, count);
    System.arraycopy(places.origin, 0, origin, 0, count);
    System.arraycopy(places.ends, 0, ends, 0, count);
    length = count;
  }

  /** The characters, with a blank after the last one. */
  char[] sealed() {
    if (chars.length == length) {
      chars = Arrays.copyOf(chars, length + 16);
    }
    chars[length] = ' ';
    return chars;
  }

  /** Takes back what was appended after the first {@code kept} characters. */
  void cut(int kept) {
    length = kept;
  }

  /** UTF-16 index in the original where the character at {@code index} of a ranged view ends. */
  int rangeEnd(int index) {
    return ends[index];
  }

  /** Appends a character that came from UTF-16 index {@code from} of the original. */
  public void append(char c, int from) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, length * 2);
    }
    if (origin.length < chars.length) {
      origin = Arrays.copyOf(origin, chars.length);
    }
    chars[length] = c;
    origin[length++] = from;
  }

  /**
   * Becomes a mapped view that holds the first {@code kept} characters; no-op when mapped already.
   */
  void leaveIdentity(int kept) {
    if (!identity) {
      return;
    }
    if (origin.length < chars.length) {
      origin = new int[chars.length];
    }
    for (int i = 0; i < kept; i++) {
      // Both halves of a pair come from the index of the first.
      origin[i] = i > 0 && splitsPair(i) ? i - 1 : i;
    }
    length = kept;
    identity = false;
    markCount = NOT_MARKED;
    ranged = false;
  }

  /** Says that an identity view is done up to {@code position}, before the first {@link #put}. */
  void filledTo(int position) {
    filled = position;
  }

  /** Number of characters that are done. */
  int filled() {
    return identity ? filled : length;
  }

  /** Sets the character at {@code at} while one for one, else appends it. */
  void put(int at, char c, int from) {
    if (identity) {
      chars[at] = c;
      filled = at + 1;
    } else {
      append(c, from);
    }
  }

  /** Replaces the last character, whose origin stays. */
  void replaceLast(char c) {
    chars[length - 1] = c;
  }

  private void ensure(int capacity) {
    if (chars.length < capacity) {
      chars = new char[Math.max(capacity, chars.length * 2)];
    }
  }
}
