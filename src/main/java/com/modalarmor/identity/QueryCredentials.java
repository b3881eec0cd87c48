package com.modalarmor.identity;

import java.util.Locale;
import java.util.Set;

/** Tells whether a query string holds a credential, which would end up in logs. Stateless. */
final class QueryCredentials {

  private static final int NAME_CHARS_MAX = 32;
  private static final Set<String> NAMES =
      Set.of(
          "key",
          "$key",
          "apikey",
          "api_key",
          "api-key",
          "x-api-key",
          "x-goog-api-key",
          "token",
          "access_token",
          "$access_token",
          "oauth_token",
          "bearer_token",
          "id_token",
          "jwt",
          "authorization");

  private QueryCredentials() {}

  static boolean present(String query) {
    if (query.contains(ApiKeys.PREFIX)) {
      return true;
    }
    int start = 0;
    int length = query.length();
    while (start < length) {
      int end = start;
      int equals = -1;
      while (end < length && query.charAt(end) != '&' && query.charAt(end) != ';') {
        if (equals < 0 && query.charAt(end) == '=') {
          equals = end;
        }
        end++;
      }
      if (named(query, start, equals < 0 ? end : equals)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean named(String query, int start, int end) {
    // Each wanted character takes three at most when percent-encoded.
    if (end - start < 3 || end - start > 3 * NAME_CHARS_MAX) {
      return false;
    }
    StringBuilder name = new StringBuilder(NAME_CHARS_MAX);
    for (int i = start; i < end; i++) {
      char c = query.charAt(i);
      if (c == '%' && i + 2 < end) {
        int high = Character.digit(query.charAt(i + 1), 16);
        int low = Character.digit(query.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          c = (char) (high << 4 | low);
          i += 2;
        }
      }
      name.append(c);
    }
    return NAMES.contains(name.toString().toLowerCase(Locale.ROOT));
  }
}
