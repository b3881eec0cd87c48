package com.modalarmor.upstream;

/**
 * What goes to the model. Immutable by agreement: the bytes must not change after the call.
 *
 * @param method {@code POST} or {@code GET}
 * @param path absolute path without query, e.g. {@code /v1beta/models/m:generateContent}
 * @param stream whether the answer is read as server-sent events
 * @param body the JSON document; empty for {@code GET}
 */
public record ProviderRequest(String method, String path, boolean stream, byte[] body) {

  public ProviderRequest {
    requireSafe(path);
  }

  /**
   * The wire has checked the path already; nothing that could start a query or a header gets by.
   */
  private static void requireSafe(String path) {
    boolean safe = !path.isEmpty() && path.charAt(0) == '/';
    for (int i = 0; safe && i < path.length(); i++) {
      char c = path.charAt(i);
      safe = c > ' ' && c < 0x7f && c != '?' && c != '#' && c != '\\';
    }
    if (!safe) {
      throw new IllegalArgumentException("not an absolute path without query");
    }
  }
}
