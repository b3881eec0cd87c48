package com.modalarmor.detect.pii;

import com.modalarmor.settings.Sha256;
import java.math.BigInteger;
import java.util.Arrays;

/** The checksums of Bitcoin addresses: base58check, BIP 173 and BIP 350. Stateless. */
final class BitcoinAddresses {

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final byte[] DIGITS = digits();
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final int BECH32M = 0x2bc830a3;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  /** Bytes of an address: the network, a hash, four of the checksum. */
  private static final int BYTES = 25;

  /** Its most characters. */
  private static final int BASE58_MAX = 36;

  /** A character of base 58 is 0.732248 of a byte. */
  private static final int BYTES_SCALE = 1_000_000;

  private static final int BYTES_SCALED = 732_248;

  private BitcoinAddresses() {}

  static boolean valid(char[] text, int start, int end) {
    return text[start] == '1' || text[start] == '3'
        ? end - start <= BASE58_MAX && base58(text, start, end)
        : text[start] == 'b' && bech32(text, start, end);
  }

  private static boolean base58(char[] text, int start, int end) {
    int zeros = 0;
    for (int i = start; i < end; i++) {
      int digit = digit(text[i]);
      if (digit < 0) {
        return false;
      }
      zeros += digit == 0 && zeros == i - start ? 1 : 0;
    }
    int left = end - start - zeros;
    boolean few = zeros + left * BYTES_SCALED / BYTES_SCALE + 1 < BYTES;
    boolean many = zeros + (left - 1) * BYTES_SCALED / BYTES_SCALE > BYTES;
    if (few || many) {
      return false;
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = start; i < end; i++) {
      number = number.multiply(BASE).add(BigInteger.valueOf(digit(text[i])));
    }
    byte[] magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
    int skip = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + magnitude.length - skip];
    System.arraycopy(magnitude, skip, bytes, zeros, magnitude.length - skip);
    if (bytes.length != BYTES) {
      return false;
    }
    byte[] body = Arrays.copyOf(bytes, bytes.length - 4);
    byte[] check = Sha256.digest().digest(Sha256.digest().digest(body));
    for (int i = 0; i < 4; i++) {
      if (check[i] != bytes[bytes.length - 4 + i]) {
        return false;
      }
    }
    return true;
  }

  private static int digit(char c) {
    return c < DIGITS.length ? DIGITS[c] : -1;
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    for (char c = 0; c < digits.length; c++) {
      digits[c] = (byte) BASE58.indexOf(c);
    }
    return digits;
  }

  /** The part before the last 1 is the network's; one case throughout. */
  private static boolean bech32(char[] text, int start, int end) {
    int one = end - 1;
    boolean upper = false;
    boolean lower = false;
    for (int i = start; i < end; i++) {
      upper |= Units.upper(text[i]);
      lower |= text[i] >= 'a' && text[i] <= 'z';
    }
    while (one > start && text[one] != '1') {
      one--;
    }
    if (one == start || one + 7 > end || (upper && lower)) {
      return false;
    }
    int check = 1;
    for (int i = start; i < one; i++) {
      check = polymod(check, Units.lower(text[i]) >> 5);
    }
    check = polymod(check, 0);
    for (int i = start; i < one; i++) {
      check = polymod(check, Units.lower(text[i]) & 31);
    }
    for (int i = one + 1; i < end; i++) {
      int value = BECH32.indexOf(Units.lower(text[i]));
      if (value < 0) {
        return false;
      }
      check = polymod(check, value);
    }
    return check == 1 || check == BECH32M;
  }

  private static int polymod(int check, int value) {
    int top = check >>> 25;
    int next = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; i++) {
      next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }
}
