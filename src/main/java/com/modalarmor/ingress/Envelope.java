package com.modalarmor.ingress;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;

/**
 * The rules for everything of a request but its body: what HTTP/1.1 lets through and no client of
 * this gateway sends is refused before anybody looks at it. Immutable; thread-safe.
 *
 * <p>Framing attacks (repeated or signed lengths, odd transfer encodings, folded headers) are
 * refused by the codec; RFC 9112 and RFC 9110 are the source of the rules here.
 */
final class Envelope {

  private final int headersMax;
  private final int bodyBytesMax;

  Envelope(int headersMax, int bodyBytesMax) {
    this.headersMax = headersMax;
    this.bodyBytesMax = bodyBytesMax;
  }

  /** Returns the normalised path. */
  String check(HttpServerRequest request) {
    String method = request.method().name();
    if (method.equals("TRACE") || method.equals("CONNECT")) {
      throw new Refusal(Reason.METHOD_NOT_ALLOWED);
    }
    MultiMap headers = request.headers();
    if (request.version() != HttpVersion.HTTP_2) {
      // In HTTP/2 the header list's size bounds their number; counting is dear there.
      if (headers.size() > headersMax) {
        throw new Refusal(Reason.HEADERS_TOO_LARGE, "Too many headers.");
      }
      checkHttp1(request, headers);
    }
    String expect = headers.get(HttpHeaders.EXPECT);
    if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
      throw new Refusal(Reason.EXPECTATION_FAILED);
    }
    return path(request.path());
  }

  private static void checkHttp1(HttpServerRequest request, MultiMap headers) {
    if (request.version() != HttpVersion.HTTP_1_1) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "HTTP/1.1 or HTTP/2 is required.");
    }
    if (headers.getAll(HttpHeaders.HOST).size() != 1) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "Exactly one Host header is required.");
    }
    if (headers.get(HttpHeaders.HOST).isBlank() || request.authority() == null) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "The Host header is malformed.");
    }
    if (!request.uri().startsWith("/")) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "The request target must be a path.");
    }
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equals("chunked"))) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "The one transfer-encoding taken is chunked.");
    }
    if (headers.contains(HttpHeaders.UPGRADE)) {
      throw new Refusal(Reason.MALFORMED_REQUEST, "Upgrade is not supported.");
    }
  }

  /**
   * Paths of this gateway hold letters, digits and {@code - . _ : /} only, so nothing has to be
   * decoded but the colon that some clients escape.
   */
  static String path(String raw) {
    if (raw == null || raw.isEmpty() || raw.charAt(0) != '/') {
      throw new Refusal(Reason.MALFORMED_REQUEST, "The request target must be a path.");
    }
    String path = raw;
    if (raw.indexOf('%') >= 0) {
      path = raw.replace("%3A", ":").replace("%3a", ":");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == ':'
              || (c == '.' && path.charAt(i - 1) != '/' && path.charAt(i - 1) != '.')
              || (c == '/' && (i == 0 || path.charAt(i - 1) != '/'));
      if (!ok) {
        throw new Refusal(
            Reason.MALFORMED_REQUEST, "The path holds a character that no route has.");
      }
    }
    return path;
  }

  /**
   * For routes with a body: JSON, not compressed, and no longer than allowed, before a byte is
   * read.
   */
  void checkBody(MultiMap headers) {
    String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Refusal(Reason.UNSUPPORTED_ENCODING);
    }
    if (!isJson(headers.get(HttpHeaders.CONTENT_TYPE))) {
      throw new Refusal(Reason.UNSUPPORTED_MEDIA_TYPE);
    }
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (length != null && (length.length() > 10 || Long.parseLong(length) > bodyBytesMax)) {
      throw new Refusal(Reason.BODY_TOO_LARGE);
    }
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    if (contentType.equals("application/json")) {
      return true;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    if (!type.strip().equalsIgnoreCase("application/json")) {
      return false;
    }
    String parameters = contentType.substring(semicolon + 1).strip().toLowerCase(Locale.ROOT);
    return parameters.isEmpty()
        || parameters.equals("charset=utf-8")
        || parameters.equals("charset=\"utf-8\"");
  }
}
