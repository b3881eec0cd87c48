package com.modalarmor.dialect.chroma;

import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorRequest;

/**
 * {@code limit} and {@code offset} of a query string. Immutable.
 *
 * @param fault the parameter that is no number; empty = none
 */
record Page(int offset, int limit, String fault) {

  private static final int DIGITS_MAX = 9;

  static Page of(String query) {
    int offset = 0;
    int limit = Integer.MAX_VALUE;
    for (String pair : query.split("&", 16)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      boolean isLimit = name.equals("limit");
      if (!isLimit && !name.equals("offset")) {
        continue;
      }
      int number = number(value);
      if (number < 0) {
        return new Page(0, 0, name);
      }
      limit = isLimit ? number : limit;
      offset = isLimit ? offset : number;
    }
    return new Page(offset, limit, "");
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  ChromaWire wire(String operation, VectorRequest request) {
    return ChromaWire.fallible(
        operation,
        () -> {
          if (!fault.isEmpty()) {
            throw VectorFault.invalid(
                "Failed to deserialize query string: " + fault + ": invalid digit found in string");
          }
          return request;
        });
  }
}
