package com.modalarmor.json;

/**
 * Receives the scalars of a document in order. Byte ranges are half-open and include the quotes.
 */
public interface JsonVisitor {

  /** A string value. */
  void string(JsonCursor at, String text, int start, int end);

  /** A property name, before its value; {@code at} ends with that name. */
  default void name(JsonCursor at, String name, int start, int end) {}

  /** Any number, as it stands in bytes [start, end) of {@code json}; its value comes next. */
  default void number(JsonCursor at, byte[] json, int start, int end) {}

  /** An integer that fits a long. */
  default void integer(JsonCursor at, long value) {}

  /** A number that is not an integer or does not fit a long; finite. */
  default void decimal(JsonCursor at, double value) {}

  /** {@code true}, {@code false} or {@code null}. */
  default void literal(JsonCursor at) {}

  /** The same with its value; null for {@code null}. */
  default void literal(JsonCursor at, Boolean value) {
    literal(at);
  }

  /** An object or array opens at {@code start}; {@code at} is the path of it. */
  default void enter(JsonCursor at, boolean array, int start) {}

  /** An object or array ended just before {@code end}; {@code at} is the path of it. */
  default void leave(JsonCursor at, boolean array, int end) {}
}
