package com.modalarmor.dialect.chroma;

import com.modalarmor.vector.VectorFault;

/** Which names collections, databases and tenants may have: Chroma's rule. Stateless. */
final class Names {

  private static final int CHARS_MIN = 3;
  private static final int CHARS_MAX = 512;

  private Names() {}

  static String require(String field, String name) {
    boolean good = name.length() >= CHARS_MIN && name.length() <= CHARS_MAX;
    for (int i = 0; i < name.length() && good; i++) {
      char c = name.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inner = i > 0 && i < name.length() - 1;
      good = alphanumeric || (inner && (c == '.' || c == '_' || c == '-'));
    }
    if (!good) {
      throw VectorFault.invalid(
          "Validation error: "
              + field
              + ": Expected a name containing 3-512 characters from [a-zA-Z0-9._-], starting and"
              + " ending with a character in [a-zA-Z0-9]. Got: "
              + (name.length() <= CHARS_MAX ? name : name.substring(0, CHARS_MAX)));
    }
    return name;
  }

  /** The canonical form of a UUID, or a fault. */
  static String requireUuid(String text) {
    boolean good = text.length() == 36;
    for (int i = 0; i < text.length() && good; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      good = dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!good) {
      throw VectorFault.invalid("Collection ID is not a valid UUIDv4");
    }
    return text;
  }
}
