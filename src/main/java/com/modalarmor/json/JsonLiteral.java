package com.modalarmor.json;

import com.modalarmor.json.JsonFault.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The string literals of one document: where they end, and what they say. First {@link #endOf},
 * then {@link #name} or {@link #text} of the same literal. For one walk; single-threaded.
 */
final class JsonLiteral {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x80L * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long SPACES = ' ' * EACH;

  private static final int ESCAPE_BYTES = 2;
  private static final int UNICODE_ESCAPE_BYTES = 6;

  private final byte[] json;
  private boolean escaped;
  private boolean unpaired;

  /** Bytes of UTF-8 that it says. */
  private int bytes;

  JsonLiteral(byte[] json) {
    this.json = json;
  }

  /** The byte after the closing quote of the literal whose opening quote stands at start. */
  int endOf(int start) throws JsonFault {
    escaped = false;
    unpaired = false;
    int saved = 0;
    int i = plainUntil(start + 1);
    while (i < json.length && json[i] == '\\') {
      escaped = true;
      int next = escape(i);
      saved += next - i - written(i, next);
      i = plainUntil(next);
    }
    if (i == json.length || json[i] != '"') { // cut off, or a control character
      throw new JsonFault(Kind.NOT_JSON, i);
    }
    bytes = i - start - 1 - saved;
    return i + 1;
  }

  /** The first quote, backslash or control character, or the end of the document. */
  private int plainUntil(int from) {
    int i = from;
    for (; i <= json.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(json, i);
      long quote = eight ^ QUOTES;
      long backslash = eight ^ BACKSLASHES;
      // A byte's highest bit is set where it is one of those, and perhaps above one, never below.
      long found =
          ((quote - EACH & ~quote) | (backslash - EACH & ~backslash) | (eight - SPACES & ~eight))
              & HIGH_BITS;
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < json.length && json[i] != '"' && json[i] != '\\' && (json[i] & 0xff) >= ' ') {
      i++;
    }
    return i;
  }

  /** Checks the escape at {@code i}, a pair of surrogates as one; returns the byte after it. */
  private int escape(int i) throws JsonFault {
    byte letter = i + 1 < json.length ? json[i + 1] : 0;
    if (letter != 'u') {
      if (simple(letter) < 0) {
        throw new JsonFault(Kind.NOT_JSON, i);
      }
      return i + ESCAPE_BYTES;
    }
    char unit = unit(i);
    int next = i + UNICODE_ESCAPE_BYTES;
    if (!Character.isSurrogate(unit)) {
      return next;
    }
    boolean another = next + 1 < json.length && json[next] == '\\' && json[next + 1] == 'u';
    if (Character.isHighSurrogate(unit) && another && Character.isLowSurrogate(unit(next))) {
      return next + UNICODE_ESCAPE_BYTES;
    }
    unpaired = true;
    return next;
  }

  /** What a letter behind a backslash stands for; -1 = nothing. */
  private static int simple(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The four hexadecimal digits of the escape at {@code i}. */
  private char unit(int i) throws JsonFault {
    int unit = 0;
    for (int k = i + ESCAPE_BYTES; k < i + UNICODE_ESCAPE_BYTES; k++) {
      int digit = k < json.length ? hex(json[k]) : -1;
      if (digit < 0) {
        throw new JsonFault(Kind.NOT_JSON, Math.min(k, json.length));
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Bytes of UTF-8 for the escape in [i, next). */
  private int written(int i, int next) throws JsonFault {
    if (next - i == ESCAPE_BYTES) {
      return 1;
    }
    if (next - i > UNICODE_ESCAPE_BYTES) {
      return 4;
    }
    char unit = unit(i);
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }

  /** What the literal in [start, end) says, as a name. */
  String name(int start, int end) throws JsonFault {
    if (bytes > JsonLimits.NAME_CHARS_MAX) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    if (unpaired) {
      throw new JsonFault(Kind.NOT_JSON, start);
    }
    return escaped ? unescaped(start, end) : JsonVocabulary.of(json, start + 1, bytes);
  }

  /** What the literal in [start, end) says, as a value. */
  String text(int start, int end, int charsMax) throws JsonFault {
    String text =
        escaped
            ? unescaped(start, end)
            : new String(json, start + 1, bytes, StandardCharsets.UTF_8);
    if (text.length() > charsMax) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    if (unpaired) {
      throw new JsonFault(Kind.BAD_STRING, start);
    }
    return text;
  }

  /** By way of UTF-8, so that what lies between two escapes is copied at once. */
  private String unescaped(int start, int end) throws JsonFault {
    byte[] out = new byte[bytes];
    int size = 0;
    int plain = start + 1;
    int i = plainUntil(plain);
    while (i < end - 1) {
      System.arraycopy(json, plain, out, size, i - plain);
      size += i - plain;
      int next = escape(i);
      size = write(i, next, out, size);
      plain = next;
      i = plainUntil(next);
    }
    System.arraycopy(json, plain, out, size, end - 1 - plain);
    return new String(out, StandardCharsets.UTF_8);
  }

  /** Writes the escape in [i, next); half a pair becomes anything, since it is refused. */
  private int write(int i, int next, byte[] out, int size) throws JsonFault {
    int length = next - i;
    if (length == ESCAPE_BYTES) {
      out[size] = (byte) simple(json[i + 1]);
      return size + 1;
    }
    char unit = unit(i);
    if (length == UNICODE_ESCAPE_BYTES && unit < 0x80) {
      out[size] = (byte) unit;
      return size + 1;
    }
    if (length == UNICODE_ESCAPE_BYTES && Character.isSurrogate(unit)) {
      Arrays.fill(out, size, size + 3, (byte) '?');
      return size + 3;
    }
    int point =
        length == UNICODE_ESCAPE_BYTES
            ? unit
            : Character.toCodePoint(unit, unit(i + UNICODE_ESCAPE_BYTES));
    byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(utf8, 0, out, size, utf8.length);
    return size + utf8.length;
  }
}
