package com.modalarmor.identity;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The one credential of a request, as sent; it never prints itself. Immutable.
 *
 * <p>Of {@code Authorization: Bearer}, {@code x-goog-api-key}, {@code x-api-key} and {@code
 * x-chroma-token} the first present one counts. One of them sent twice is refused, since two
 * readers could take different ones.
 */
public record Credentials(String text) {

  /** No credential at all. */
  public static final Credentials NONE = new Credentials("");

  private static final String BEARER = "bearer ";

  // Names whose hash is known: each request is asked for all of them.
  private static final CharSequence AUTHORIZATION = HttpHeaders.AUTHORIZATION;
  private static final CharSequence GOOGLE = HttpHeaders.createOptimized("x-goog-api-key");
  private static final CharSequence OWN = HttpHeaders.createOptimized("x-api-key");
  private static final CharSequence CHROMA = HttpHeaders.createOptimized("x-chroma-token");

  /**
   * @param query the raw query string, null or empty where there is none
   * @throws Refusal CREDENTIAL_IN_QUERY or AMBIGUOUS_CREDENTIAL
   */
  public static Credentials from(MultiMap headers, String query) {
    if (query != null && !query.isEmpty() && QueryCredentials.present(query)) {
      throw new Refusal(Reason.CREDENTIAL_IN_QUERY);
    }
    String authorization = single(headers, AUTHORIZATION);
    String google = single(headers, GOOGLE);
    String own = single(headers, OWN);
    String chroma = single(headers, CHROMA);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? new Credentials(authorization.substring(BEARER.length()))
          : NONE;
    }
    String text = google != null ? google : own != null ? own : bare(chroma);
    return text == null ? NONE : new Credentials(text);
  }

  /** Meant to be an API key; anything else is taken for a JWT. */
  boolean isApiKey() {
    return text.startsWith("ma_");
  }

  /** Chroma's clients send it with the word before it, too. */
  private static String bare(String token) {
    return token != null && token.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? token.substring(BEARER.length())
        : token;
  }

  private static String single(MultiMap headers, CharSequence name) {
    String first = headers.get(name);
    if (first != null && headers.getAll(name).size() > 1) {
      throw new Refusal(Reason.AMBIGUOUS_CREDENTIAL);
    }
    return first;
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "(none)" : "(secret)";
  }
}
