package com.modalarmor.upstream;

/**
 * What goes to the model. Immutable by agreement: the bytes must not change after the call.
 *
 * @param method {@code POST} or {@code GET}
 * @param path absolute path without query, e.g. {@code /v1beta/models/m:generateContent}
 * @param query raw, without question mark; empty = none
 * @param stream whether the answer is read as server-sent events
 * @param body the JSON document; empty for {@code GET}
 */
public record ProviderRequest(
    String method, String path, String query, boolean stream, byte[] body) {

  public ProviderRequest {
    if (path.isEmpty() || path.charAt(0) != '/' || !isSafe(path) || !isSafe(query)) {
      throw new IllegalArgumentException("not an absolute path, or an unsafe query");
    }
  }

  public ProviderRequest(String method, String path, boolean stream, byte[] body) {
    this(method, path, "", stream, body);
  }

  /** The wire has checked both already; nothing that could start a query or a header gets by. */
  private static boolean isSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '?' || c == '#' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
