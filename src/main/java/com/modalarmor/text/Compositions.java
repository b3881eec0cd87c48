package com.modalarmor.text;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What a base and the mark after it compose to. Filled at start, then read only. */
final class Compositions {

  private final Map<Integer, Character> composed = new HashMap<>(4_096);

  /** Marks that compose with anything: most do not, and are told at one look. */
  private final BitSet composing = new BitSet();

  /** The character that both are together, or 0. */
  char of(char base, char mark) {
    if (base >= 0xAC00 && base <= 0xD7A3) {
      boolean open = (base - 0xAC00) % 28 == 0;
      return open && mark > 0x11A7 && mark <= 0x11C2 ? (char) (base + mark - 0x11A7) : 0;
    }
    if (base >= 0x1100 && base <= 0x1112) {
      return mark >= 0x1161 && mark <= 0x1175
          ? (char) (0xAC00 + ((base - 0x1100) * 21 + (mark - 0x1161)) * 28)
          : 0;
    }
    Character c = composing.get(mark) ? composed.get(base << 16 | mark) : null;
    return c == null ? 0 : c;
  }

  /** Takes the ways in which a character may be composed. */
  void learn(char c) {
    if (c >= 0xAC00 && c <= 0xD7A3) {
      return;
    }
    String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
    for (int i = 1; i < parts.length() && parts.length() < 6; i++) {
      String rest = parts.substring(0, i) + parts.substring(i + 1);
      String base = Normalizer.normalize(rest, Normalizer.Form.NFC);
      String back = Normalizer.normalize(base + parts.charAt(i), Normalizer.Form.NFC);
      if (base.length() == 1 && back.length() == 1 && back.charAt(0) == c) {
        composed.put(base.charAt(0) << 16 | parts.charAt(i), c);
        composing.set(parts.charAt(i));
      }
    }
  }
}
