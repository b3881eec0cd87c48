package com.modalarmor.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/**
 * Rows of numbers, read straight from their bytes and cut out of a document before it is parsed: an
 * answer with vectors is hardly anything else, and a parser hands each number over by itself. In
 * the place of each stands an empty row. What is not plainly a row of numbers stays where it is,
 * for the parser to judge. For one document.
 */
final class NumberRows {

  /** Longer numbers are left to the parser, which bounds them. */
  private static final int NUMBER_CHARS_MAX = 64;

  /** So many digits fit into a long, whatever they are. */
  private static final int DIGITS_MAX = 18;

  /** Whole numbers below are doubles without rounding. */
  private static final long EXACT_MAX = 1L << 53;

  /** Powers of ten that are doubles without rounding. */
  private static final double[] POWERS = new double[23];

  /** A double's bits below a float's last one, and what is half of that one. */
  private static final int BELOW_FLOAT = (1 << 29) - 1;

  private static final int HALF_FLOAT = 1 << 28;

  /** Units in the last place of a double that two rounded steps may be off, and some. */
  private static final int OFF_MAX = 8;

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private final byte[] json;
  private final Deque<float[]> rows = new ArrayDeque<>();
  private byte[] rest;
  private int count;
  private int usual = 16;

  /** Where the number that was read last ends. */
  private int end;

  private NumberRows(byte[] json) {
    this.json = json;
    this.rest = json;
  }

  /**
   * @param fields top-level names whose value holds rows
   * @param rowDepth steps from the root to a row
   */
  static NumberRows cut(byte[] json, Set<String> fields, int rowDepth) {
    NumberRows cut = new NumberRows(json);
    if (!fields.isEmpty() && !cut.walk(fields, rowDepth)) {
      cut.rows.clear();
      cut.count = 0;
      cut.rest = json;
    }
    return cut;
  }

  /** The document without the rows. */
  byte[] rest() {
    return rest;
  }

  /** Numbers in the rows. */
  int count() {
    return count;
  }

  /** What stood where the next empty row stands. */
  float[] next() {
    return rows.remove();
  }

  boolean hasNext() {
    return !rows.isEmpty();
  }

  /** False when the document is not one that can be cut: the parser says what is wrong, if so. */
  private boolean walk(Set<String> fields, int rowDepth) {
    ByteArrayOutputStream out = null;
    int copied = 0;
    int depth = 0;
    boolean isName = false;
    boolean inField = false;
    for (int i = 0; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> {
          int close = close(i);
          if (close < 0) {
            return false;
          }
          if (isName && depth == 1) {
            isName = false;
            String name = new String(json, i + 1, close - i - 1, StandardCharsets.UTF_8);
            if (name.indexOf('\\') >= 0) {
              return false; // it may be another way to write one of the fields
            }
            inField = fields.contains(name);
          }
          i = close;
        }
        case '{' -> isName = ++depth == 1;
        case '[' -> {
          int last = inField && depth == rowDepth ? row(i) : -1;
          if (last < 0) {
            depth++;
          } else {
            out = out == null ? new ByteArrayOutputStream(2_048) : out;
            out.write(json, copied, i + 1 - copied);
            copied = last;
            i = last;
          }
        }
        case '}', ']' -> {
          if (--depth < 0) {
            return false;
          }
        }
        case ',' -> isName = depth == 1;
        default -> {}
      }
    }
    if (out != null) {
      out.write(json, copied, json.length - copied);
      rest = out.toByteArray();
    }
    return true;
  }

  /** The quote that ends a string; -1 = none. */
  private int close(int open) {
    for (int i = open + 1; i < json.length; i++) {
      if (json[i] == '"') {
        return i;
      }
      if (json[i] == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** Keeps the row that opens here, and tells where it closes; -1 = it is none. */
  private int row(int open) {
    float[] row = new float[usual];
    int length = 0;
    int i = blanks(open + 1);
    if (i < json.length && json[i] == ']') {
      rows.add(new float[0]);
      return i;
    }
    while (true) {
      float number = number(i);
      if (end < 0) {
        return -1;
      }
      if (length == row.length) {
        row = Arrays.copyOf(row, 2 * length);
      }
      row[length++] = number;
      i = blanks(end);
      if (i == json.length || (json[i] != ',' && json[i] != ']')) {
        return -1;
      }
      if (json[i] == ']') {
        break;
      }
      i = blanks(i + 1);
    }
    rows.add(length == row.length ? row : Arrays.copyOf(row, length));
    usual = length;
    count += length;
    return i;
  }

  private int blanks(int from) {
    int i = from;
    while (i < json.length && isBlank(json[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private boolean isDigit(int i) {
    return i < json.length && json[i] >= '0' && json[i] <= '9';
  }

  /**
   * The number that begins there, as the parser would tell it: rounded to a double and then to a
   * float. Sets {@link #end}, to -1 when it is none, or none for this.
   */
  private float number(int start) {
    end = -1;
    int i = start;
    boolean negative = i < json.length && json[i] == '-';
    i += negative ? 1 : 0;
    int first = i;
    long digits = 0;
    while (isDigit(i) && i - first <= DIGITS_MAX) {
      digits = digits * 10 + (json[i++] - '0');
    }
    int whole = i - first;
    if (whole == 0 || whole > DIGITS_MAX || (whole > 1 && json[first] == '0')) {
      return 0;
    }
    int scale = 0;
    if (i < json.length && json[i] == '.') {
      int point = i++;
      while (isDigit(i) && i - start <= NUMBER_CHARS_MAX) {
        if (digits < EXACT_MAX) {
          digits = digits * 10 + (json[i] - '0');
          scale--;
        }
        i++;
      }
      if (i == point + 1) {
        return 0;
      }
    }
    if (i < json.length && (json[i] == 'e' || json[i] == 'E')) {
      i++;
      boolean down = i < json.length && json[i] == '-';
      i += down || (i < json.length && json[i] == '+') ? 1 : 0;
      int exponent = 0;
      int from = i;
      while (isDigit(i) && i - start <= NUMBER_CHARS_MAX) {
        exponent = Math.min(9_999, exponent * 10 + (json[i++] - '0'));
      }
      if (i == from) {
        return 0;
      }
      scale += down ? -exponent : exponent;
    }
    if (i - start > NUMBER_CHARS_MAX) {
      return 0;
    }
    return valued(start, i, negative ? -digits : digits, negative, scale, i - first == whole);
  }

  private float valued(
      int start, int last, long digits, boolean negative, int scale, boolean isInteger) {
    end = last;
    if (isInteger) {
      return digits;
    }
    long size = Math.abs(digits);
    if (size == 0 && !hasMore(start, last)) {
      return negative ? -0.0f : 0.0f;
    }
    if (size != 0 && scale >= -22 && scale <= 22) {
      double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
      // All digits are in it, or those left out change nothing that matters.
      if ((size < EXACT_MAX && !hasMore(start, last)) || isFarFromHalf(value)) {
        return (float) value;
      }
    }
    double value =
        Double.parseDouble(new String(json, start, last - start, StandardCharsets.ISO_8859_1));
    end = Double.isInfinite(value) ? -1 : last;
    return (float) value;
  }

  /** True for more characters than the digits that were read can have come from. */
  private static boolean hasMore(int start, int last) {
    return last - start > DIGITS_MAX;
  }

  /** True where a double may be off by some units without becoming another float. */
  private static boolean isFarFromHalf(double value) {
    double size = Math.abs(value);
    int below = (int) (Double.doubleToRawLongBits(value) & BELOW_FLOAT);
    return size > 2.0 * Float.MIN_NORMAL
        && size < Float.MAX_VALUE / 2
        && Math.abs(below - HALF_FLOAT) > OFF_MAX;
  }
}
