package com.modalarmor.audit;

import com.modalarmor.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of JSON that grow at their end, in memory that is used again. A record is twenty short
 * texts, nearly all of them plain: a general writer takes four times as long. Used by one thread.
 */
final class RecordBytes {

  private static final int BYTES_FIRST = 1 << 16;

  /** Memory that one large batch took is given back. */
  private static final int BYTES_KEPT = 1 << 20;

  private static final int NUMBER_BYTES_MAX = 20;

  private byte[] bytes = new byte[BYTES_FIRST];
  private int size;

  void clear() {
    size = 0;
    if (bytes.length > BYTES_KEPT) {
      bytes = new byte[BYTES_FIRST];
    }
  }

  /** The bytes, of which the first {@link #size} count; until the next call. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  /** JSON as it is. */
  void raw(byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
  }

  void sign(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void number(long value) {
    if (value < 0) {
      raw(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    reserve(NUMBER_BYTES_MAX);
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  /** A field; {@code name} with what stands around it. */
  void number(byte[] name, long value) {
    raw(name);
    number(value);
  }

  /** The same of a literal. */
  void text(byte[] name, String text) {
    raw(name);
    text(text);
  }

  /** The same of an array of literals. */
  void texts(byte[] name, List<String> texts) {
    raw(name);
    texts(texts);
  }

  /** A literal. */
  void text(String text) {
    int length = text.length();
    reserve(length + 2);
    int end = size;
    bytes[end++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        raw(JsonBytes.value(json -> json.writeString(text)));
        return;
      }
      bytes[end++] = (byte) c;
    }
    bytes[end++] = '"';
    size = end;
  }

  /** An array of literals. */
  void texts(List<String> texts) {
    sign('[');
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        sign(',');
      }
      text(texts.get(i));
    }
    sign(']');
  }
}
