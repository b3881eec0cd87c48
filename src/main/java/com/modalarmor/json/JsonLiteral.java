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
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
  private static final long SPACES = 0x2020202020202020L;

  private static final int ESCAPE_BYTES = 2;
  private static final int UNIT_BYTES = 6;
  private static final int UTF8_BYTES_MAX = 4;

  /** So many bytes are copied one by one before the end is looked for. */
  private static final int SHORT_BYTES = 24;

  private static final int DECODED_BYTES_FIRST = 1 << 16;

  /** What a letter behind a backslash stands for; 0 = nothing. */
  private static final byte[] SIMPLE = new byte[256];

  /** What ends a stretch of plain text. */
  private static final boolean[] ENDS = new boolean[256];

  /** The value of a hexadecimal digit; -1 = none. */
  private static final byte[] HEX = new byte[256];

  static {
    SIMPLE['"'] = '"';
    SIMPLE['\\'] = '\\';
    SIMPLE['/'] = '/';
    SIMPLE['b'] = '\b';
    SIMPLE['f'] = '\f';
    SIMPLE['n'] = '\n';
    SIMPLE['r'] = '\r';
    SIMPLE['t'] = '\t';
    Arrays.fill(ENDS, 0, ' ', true);
    ENDS['"'] = true;
    ENDS['\\'] = true;
    Arrays.fill(HEX, (byte) -1);
    for (int i = 0; i < 16; i++) {
      HEX[Character.forDigit(i, 16)] = (byte) i;
      HEX[Character.toUpperCase(Character.forDigit(i, 16))] = (byte) i;
    }
  }

  private final byte[] json;
  private boolean escaped;
  private boolean unpaired;

  /** What the last literal with escapes says, in UTF-8. */
  private byte[] decoded = {};

  /** Bytes of UTF-8 that the last literal says. */
  private int bytes;

  JsonLiteral(byte[] json) {
    this.json = json;
  }

  /** The byte after the closing quote of the literal whose opening quote stands at start. */
  int endOf(int start) throws JsonFault {
    unpaired = false;
    int i = plainUntil(start + 1);
    bytes = i - start - 1;
    escaped = i < json.length && json[i] == '\\';
    if (escaped) {
      i = decode(start + 1, i);
    }
    if (i == json.length || json[i] != '"') { // cut off, or a control character
      throw new JsonFault(Kind.NOT_JSON, i);
    }
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

  /**
   * Decodes from {@code from} on, with the first escape at {@code escape}, into UTF-8; returns
   * where the literal ends. Long stretches between two escapes are copied at once, short ones byte
   * by byte.
   */
  private int decode(int from, int escape) throws JsonFault {
    byte[] in = json;
    int size = escape - from;
    if (decoded.length == 0) { // what is decoded is never longer than what is read
      int enough = Math.min(in.length - from, DECODED_BYTES_FIRST);
      decoded = new byte[enough + SHORT_BYTES + UTF8_BYTES_MAX];
    }
    byte[] out = room(0, size);
    System.arraycopy(in, from, out, 0, size);
    int i = escape;
    while (true) {
      out = room(size, SHORT_BYTES + UTF8_BYTES_MAX);
      int end = Math.min(in.length, i + SHORT_BYTES);
      while (i < end && !ENDS[in[i] & 0xff]) {
        out[size++] = in[i++];
      }
      if (i == end && i < in.length) {
        int last = plainUntil(i);
        out = room(size, last - i + UTF8_BYTES_MAX);
        System.arraycopy(in, i, out, size, last - i);
        size += last - i;
        i = last;
      }
      if (i == in.length || in[i] != '\\') {
        bytes = size;
        return i;
      } else if (i + 1 < in.length && in[i + 1] == 'u') {
        int point = point(i);
        size = utf8(point, out, size);
        i += point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? UNIT_BYTES : 2 * UNIT_BYTES;
      } else {
        byte meant = i + 1 < in.length ? SIMPLE[in[i + 1] & 0xff] : 0;
        if (meant == 0) {
          throw new JsonFault(Kind.NOT_JSON, i);
        }
        out[size++] = meant;
        i += ESCAPE_BYTES;
      }
    }
  }

  /** The memory for what is decoded, with room for {@code more} bytes behind {@code size}. */
  private byte[] room(int size, int more) {
    if (decoded.length - size < more) {
      decoded = Arrays.copyOf(decoded, 2 * size + more);
    }
    return decoded;
  }

  /** What the escape at {@code i} stands for, a pair of surrogates being one. */
  private int point(int i) throws JsonFault {
    int unit = unit(i);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return unit;
    }
    int next = i + UNIT_BYTES;
    boolean another = next + 1 < json.length && json[next] == '\\' && json[next + 1] == 'u';
    if (unit <= Character.MAX_HIGH_SURROGATE && another) {
      int low = unit(next);
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
        return Character.toCodePoint((char) unit, (char) low);
      }
    }
    unpaired = true; // and refused, so that it does not matter what is taken for it
    return '?';
  }

  /** The four hexadecimal digits of the escape at {@code i}. */
  private int unit(int i) throws JsonFault {
    if (i + UNIT_BYTES > json.length) {
      throw new JsonFault(Kind.NOT_JSON, i);
    }
    int unit =
        HEX[json[i + 2] & 0xff] << 12
            | HEX[json[i + 3] & 0xff] << 8
            | HEX[json[i + 4] & 0xff] << 4
            | HEX[json[i + 5] & 0xff];
    if (unit < 0) {
      throw new JsonFault(Kind.NOT_JSON, i);
    }
    return unit;
  }

  private static int utf8(int point, byte[] out, int from) {
    int size = from;
    if (point < 0x80) {
      out[size++] = (byte) point;
    } else if (point < 0x800) {
      out[size++] = (byte) (0xc0 | point >> 6);
      out[size++] = (byte) (0x80 | (point & 0x3f));
    } else {
      if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
        out[size++] = (byte) (0xe0 | point >> 12);
      } else {
        out[size++] = (byte) (0xf0 | point >> 18);
        out[size++] = (byte) (0x80 | (point >> 12 & 0x3f));
      }
      out[size++] = (byte) (0x80 | (point >> 6 & 0x3f));
      out[size++] = (byte) (0x80 | (point & 0x3f));
    }
    return size;
  }

  /** What the literal that began at {@code start} says, as a name. */
  String name(int start) throws JsonFault {
    if (bytes > JsonLimits.NAME_CHARS_MAX) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    if (unpaired) {
      throw new JsonFault(Kind.NOT_JSON, start);
    }
    return escaped ? decoded() : JsonVocabulary.of(json, start + 1, bytes);
  }

  /** What the literal that began at {@code start} says, as a value. */
  String text(int start, int charsMax) throws JsonFault {
    String text = escaped ? decoded() : new String(json, start + 1, bytes, StandardCharsets.UTF_8);
    if (text.length() > charsMax) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    if (unpaired) {
      throw new JsonFault(Kind.BAD_STRING, start);
    }
    return text;
  }

  private String decoded() {
    return new String(decoded, 0, bytes, StandardCharsets.UTF_8);
  }
}
