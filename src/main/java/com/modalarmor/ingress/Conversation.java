package com.modalarmor.ingress;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The header by which a caller says which requests are one conversation, so that its placeholders
 * stay the same. Stateless.
 */
final class Conversation {

  static final String HEADER = "x-modal-armor-conversation";

  /** Its hash is known: each request is asked for it. */
  private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);

  private static final int CHARS_MAX = 128;

  private Conversation() {}

  /** Visible ASCII, at most {@value #CHARS_MAX} characters; empty when there is no such header. */
  static String of(MultiMap headers) {
    String given = headers.get(NAME);
    if (given == null) {
      return "";
    }
    boolean fits = !given.isEmpty() && given.length() <= CHARS_MAX;
    for (int i = 0; fits && i < given.length(); i++) {
      fits = given.charAt(i) > ' ' && given.charAt(i) < 0x7f;
    }
    if (!fits || headers.getAll(NAME).size() > 1) {
      throw new Refusal(
          Reason.MALFORMED_REQUEST, "The conversation header holds up to 128 visible characters.");
    }
    return given;
  }
}
