package com.modalarmor.upstream.gemini;

import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.verdict.Refusal;
import java.nio.charset.StandardCharsets;

/**
 * Decides what a caller sees of the model's error answers. Immutable; thread-safe.
 *
 * <p>Errors that concern the caller's request are passed on; those that concern the gateway's own
 * key or account are not, and no body that holds the key ever is.
 */
final class ErrorAnswers {

  private static final byte[] KEY_INVALID = "API_KEY_INVALID".getBytes(StandardCharsets.US_ASCII);

  private final byte[] apiKey;

  ErrorAnswers(String apiKey) {
    this.apiKey = apiKey.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * True when the model says that the gateway's own key is no good (Gemini says so with a 400,
   * too).
   */
  boolean accusesOurKey(Answer answer) {
    return answer.status() == 401
        || answer.status() == 403
        || (answer.status() == 400 && holds(answer, KEY_INVALID));
  }

  /** The reply for an answer that concerns the caller, else null. */
  ProviderReply passedOn(Answer answer) {
    boolean forCaller =
        switch (answer.status()) {
          case 400, 404, 413, 429 -> true;
          default -> false;
        };
    if (!forCaller
        || answer.events().size() != 1
        || accusesOurKey(answer)
        || (apiKey.length > 0 && holds(answer, apiKey))) {
      return null;
    }
    return new ProviderReply(answer.status(), answer.events(), answer.retryAfterS());
  }

  /** The refusal for every other answer. */
  Refusal refusal(Answer answer) {
    if (accusesOurKey(answer)) {
      return new Refusal(
          Refusal.Reason.UPSTREAM_ERROR, "The model does not accept the gateway's credential.");
    }
    return switch (answer.status()) {
      case 503 -> unavailable(answer.retryAfterS());
      case 504 -> new Refusal(Refusal.Reason.UPSTREAM_TIMEOUT);
      default -> new Refusal(Refusal.Reason.UPSTREAM_ERROR);
    };
  }

  static Refusal unavailable(int retryAfterS) {
    Refusal.Reason reason = Refusal.Reason.UPSTREAM_UNAVAILABLE;
    return new Refusal(reason, reason.message(), retryAfterS);
  }

  private static boolean holds(Answer answer, byte[] wanted) {
    return !answer.events().isEmpty() && indexOf(answer.events().get(0), wanted) >= 0;
  }

  private static int indexOf(byte[] text, byte[] wanted) {
    for (int i = 0; i + wanted.length <= text.length; i++) {
      int n = 0;
      while (n < wanted.length && text[i + n] == wanted[n]) {
        n++;
      }
      if (n == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
