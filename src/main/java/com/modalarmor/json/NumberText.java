package com.modalarmor.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Floats as JSON numbers for a machine to read: nine digits and a power of ten, which is enough for
 * each to come back as it is, in few steps. Not the shortest text, and none for people. Stateless.
 */
public final class NumberText {

  /** A sign, ten digits, the power's letter, sign and two digits, a comma. */
  private static final int CHARS_MAX = 16;

  /** The digits that a number is given at least. */
  private static final int DIGITS = 9;

  /** Whole numbers below stay as they are. */
  private static final float WHOLE_MAX = 1 << 24;

  private static final double LOG_OF_2 = 0.30102999566398120;

  /** What no number of JSON says, as the usual writers have it: whoever reads it will refuse it. */
  private static final byte[] NONE = "\"NaN\"".getBytes(StandardCharsets.US_ASCII);

  /** Of the smallest float with all its digits: 10 to the power of 45 + 8. */
  private static final double[] POWERS = new double[54];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private NumberText() {}

  /** An array with all of them. */
  public static byte[] row(float[] numbers) {
    byte[] out = new byte[CHARS_MAX * numbers.length + 2];
    int end = 0;
    out[end++] = '[';
    for (int i = 0; i < numbers.length; i++) {
      if (i > 0) {
        out[end++] = ',';
      }
      end = write(numbers[i], out, end);
    }
    out[end++] = ']';
    return Arrays.copyOf(out, end);
  }

  private static int write(float number, byte[] out, int start) {
    int end = start;
    float size = Math.abs(number);
    if (!(size <= Float.MAX_VALUE)) {
      System.arraycopy(NONE, 0, out, end, NONE.length);
      return end + NONE.length;
    }
    if (number < 0) {
      out[end++] = '-';
    }
    if (size < WHOLE_MAX && size == (int) size) {
      return digits((int) size, out, end);
    }
    // The power of two says that of ten, or one too low: ten digits then.
    int scale = DIGITS - 1 - (int) Math.floor(Math.getExponent(size) * LOG_OF_2);
    double scaled = scale < 0 ? size / POWERS[-scale] : size * POWERS[scale];
    end = digits((long) (scaled + 0.5), out, end);
    if (scale != 0) {
      out[end++] = 'e';
      if (scale > 0) {
        out[end++] = '-';
      }
      end = digits(Math.abs(scale), out, end);
    }
    return end;
  }

  private static int digits(long number, byte[] out, int start) {
    int end = start + 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= start; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }
}
