package com.modalarmor.detect;

/** Finds where a domain name ends, and whether its top-level domain exists. Stateless. */
final class DomainNames {

  private static final int NAME_MAX = 253;

  private DomainNames() {}

  static boolean nameChar(char c) {
    return Chars.alphanumeric(c) || c == '-' || (c >= 128 && Character.isLetterOrDigit(c));
  }

  /** End of the domain name that starts at {@code start}, or -1 when there is none. */
  static int end(char[] chars, int length, int start) {
    int end = -1;
    int label = start;
    int limit = Math.min(length, start + NAME_MAX + 1);
    boolean dotted = false;
    while (label < limit) {
      int i = label;
      while (i < limit && nameChar(chars[i])) {
        i++;
      }
      int next = i;
      while (i > label && chars[i - 1] == '-') {
        i--;
      }
      if (i == label || chars[label] == '-') {
        break;
      }
      if (dotted) {
        int cut = asciiPrefix(chars, label, i);
        if (TopLevelDomains.contains(chars, label, i)) {
          end = i;
        } else if (cut > label
            && cut < i
            && !Chars.word(chars[cut])
            && TopLevelDomains.contains(chars, label, cut)) {
          return cut;
        } else {
          end = -1;
        }
      }
      if (next > i || i + 1 >= limit || chars[i] != '.' || !nameChar(chars[i + 1])) {
        return i < length && chars[i] == '_' ? -1 : end;
      }
      dotted = true;
      label = i + 1;
    }
    return end;
  }

  /** Start of the last label of the name in {@code [start, end)}. */
  static int lastLabel(char[] chars, int start, int end) {
    int i = end;
    while (i > start && chars[i - 1] != '.') {
      i--;
    }
    return i;
  }

  private static int asciiPrefix(char[] chars, int start, int end) {
    int i = start;
    while (i < end && chars[i] < 128) {
      i++;
    }
    return i;
  }
}
