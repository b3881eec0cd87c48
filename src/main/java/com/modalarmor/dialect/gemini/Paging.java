package com.modalarmor.dialect.gemini;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;

/**
 * The two parameters of a list that go on to the model: without the page token, a client that turns
 * pages would get the first one for ever. Everything else of a query stays here. Stateless.
 */
final class Paging {

  private static final int VALUE_CHARS_MAX = 1_024;

  private Paging() {}

  /** {@code pageSize} and {@code pageToken} as they came, or the empty string. */
  static String of(String query) {
    if (query.isEmpty()) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (query.startsWith("pageSize=", start) || query.startsWith("pageToken=", start)) {
        requireSafe(query, start, end);
        kept.append(kept.length() == 0 ? "" : "&").append(query, start, end);
      }
      start = end + 1;
    }
    return kept.toString();
  }

  private static void requireSafe(String query, int start, int end) {
    boolean safe = end - start <= VALUE_CHARS_MAX;
    for (int i = start; safe && i < end; i++) {
      char c = query.charAt(i);
      safe =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.~=%+/".indexOf(c) >= 0;
    }
    if (!safe) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "The page size or token is malformed.");
    }
  }
}
