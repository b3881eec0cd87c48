package com.modalarmor.text.url;

import java.util.List;

/** Numbers in hosts, as browsers read them: {@code 0x7f.1} is an address. Stateless. */
final class IpHosts {

  private static final int GROUPS = 8;
  private static final long TOO_LARGE = 1L << 32;

  private IpHosts() {}

  /** Whether the last label is a number, so that the host must be an address or is none. */
  static boolean endsInNumber(String host) {
    String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = text.substring(text.lastIndexOf('.') + 1);
    if (last.isEmpty()) {
      return false;
    }
    boolean digits = true;
    for (int i = 0; i < last.length(); i++) {
      digits &= last.charAt(i) >= '0' && last.charAt(i) <= '9';
    }
    return digits || number(last) >= 0;
  }

  /** The address, or -1: decimal, octal and hexadecimal parts, the last of which fills the rest. */
  static long v4(String host) {
    String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    List<String> parts = Pieces.of(text, '.');
    if (parts.size() > 4) {
      return -1;
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long value = parts.get(i).isEmpty() ? -1 : number(parts.get(i));
      boolean last = i == parts.size() - 1;
      long bound = last ? 1L << (8 * (5 - parts.size())) : 256;
      if (value < 0 || value >= bound) {
        return -1;
      }
      address += last ? value : value << (8 * (3 - i));
    }
    return address;
  }

  /** The number, {@link #TOO_LARGE} for a larger one; -1 = it is none. */
  private static long number(String text) {
    int radix = 10;
    int from = 0;
    if (text.startsWith("0x")) {
      radix = 16;
      from = 2;
    } else if (text.length() > 1 && text.charAt(0) == '0') {
      radix = 8;
      from = 1;
    }
    long value = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = Math.min(TOO_LARGE, value * radix + digit);
    }
    return value;
  }

  static String v4Text(long address) {
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** The eight groups, or null. */
  static int[] v6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int i = 0;
    if (text.startsWith(":")) {
      if (!text.startsWith("::")) {
        return null;
      }
      i = 2;
      gap = 0;
    }
    while (i < text.length()) {
      if (count == GROUPS) {
        return null;
      }
      if (text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        i++;
        gap = count;
        continue;
      }
      int start = i;
      int value = 0;
      while (i < text.length() && i - start < 4 && PercentCode.hex(text.charAt(i)) >= 0) {
        value = value * 16 + PercentCode.hex(text.charAt(i++));
      }
      if (i < text.length() && text.charAt(i) == '.') {
        if (i == start || count > GROUPS - 2 || !embedded(text.substring(start), groups, count)) {
          return null;
        }
        count += 2;
        i = text.length();
        break;
      }
      if (i < text.length()) {
        if (text.charAt(i) != ':' || i + 1 == text.length()) {
          return null;
        }
        i++;
      }
      groups[count++] = value;
    }
    return spread(groups, count, gap);
  }

  private static int[] spread(int[] groups, int count, int gap) {
    if (gap < 0) {
      return count == GROUPS ? groups : null;
    }
    int[] all = new int[GROUPS];
    System.arraycopy(groups, 0, all, 0, gap);
    System.arraycopy(groups, gap, all, GROUPS - (count - gap), count - gap);
    return all;
  }

  private static boolean embedded(String text, int[] groups, int at) {
    List<String> parts = Pieces.of(text, '.');
    if (parts.size() != 4) {
      return false;
    }
    int[] bytes = new int[4];
    for (int i = 0; i < 4; i++) {
      String part = parts.get(i);
      boolean plain = !part.isEmpty() && part.length() <= 3;
      for (int c = 0; c < part.length(); c++) {
        plain &= part.charAt(c) >= '0' && part.charAt(c) <= '9';
      }
      if (!plain || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
        return false;
      }
      bytes[i] = Integer.parseInt(part);
    }
    groups[at] = bytes[0] << 8 | bytes[1];
    groups[at + 1] = bytes[2] << 8 | bytes[3];
    return true;
  }

  /** The shortest form, the longest run of zeros left out. */
  static String v6Text(int[] groups) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == bestStart) {
        out.append(i == 0 ? "::" : ":");
        i += bestLength - 1;
        continue;
      }
      out.append(Integer.toHexString(groups[i]));
      if (i < GROUPS - 1) {
        out.append(':');
      }
    }
    return out.toString();
  }

  /** The IPv4 address inside a mapped, compatible or translated one, or -1. */
  static long v4Inside(int[] groups) {
    boolean zeros = true;
    for (int i = 0; i < 5; i++) {
      zeros &= groups[i] == 0;
    }
    boolean mapped = zeros && (groups[5] == 0xFFFF || groups[5] == 0);
    boolean translated = groups[0] == 0x64 && groups[1] == 0xFF9B;
    return mapped || translated ? (long) groups[6] << 16 | groups[7] : -1;
  }
}
