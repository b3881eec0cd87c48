package com.modalarmor.verdict;

/**
 * A request that goes no further, with the reason as a public code. Stackless: it is control flow,
 * and it never carries text of the request.
 *
 * <p>{@code detail} is for the caller (which field, which limit); it must be built from our own
 * words, names of settings and numbers alone.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int retryAfterS;

  public Refusal(Reason reason) {
    this(reason, reason.message(), 0);
  }

  public Refusal(Reason reason, String detail) {
    this(reason, detail, 0);
  }

  public Refusal(Reason reason, String detail, int retryAfterS) {
    super(detail, null, false, false);
    this.reason = reason;
    this.retryAfterS = retryAfterS;
  }

  public Reason reason() {
    return reason;
  }

  /** Seconds for {@code Retry-After}; 0 = no such header. */
  public int retryAfterS() {
    return retryAfterS;
  }

  /**
   * Why a request is refused: HTTP status, Google RPC status name and the sentence the caller
   * reads.
   */
  public enum Reason {
    MALFORMED_REQUEST(400, "INVALID_ARGUMENT", "The request is malformed."),
    MALFORMED_BODY(400, "INVALID_ARGUMENT", "The body is not the JSON that this route takes."),
    CREDENTIAL_IN_QUERY(
        400, "INVALID_ARGUMENT", "Send the credential in a header, never in the query string."),
    AMBIGUOUS_CREDENTIAL(400, "INVALID_ARGUMENT", "Send one credential, in one header."),
    UNAUTHENTICATED(401, "UNAUTHENTICATED", "A valid API key or JWT is required."),
    FORBIDDEN(403, "PERMISSION_DENIED", "This credential may not do that."),
    MODEL_NOT_ALLOWED(403, "PERMISSION_DENIED", "This tenant may not use that model."),
    CONTENT_BLOCKED(403, "PERMISSION_DENIED", "The content was blocked by the tenant's policy."),
    NOT_FOUND(404, "NOT_FOUND", "There is no such route."),
    METHOD_NOT_ALLOWED(405, "INVALID_ARGUMENT", "This route does not take that method."),
    BODY_TIMEOUT(408, "DEADLINE_EXCEEDED", "The body did not arrive in time."),
    BODY_TOO_LARGE(413, "INVALID_ARGUMENT", "The body is larger than this gateway accepts."),
    URI_TOO_LONG(414, "INVALID_ARGUMENT", "The request line is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "INVALID_ARGUMENT", "Send content-type: application/json."),
    UNSUPPORTED_ENCODING(415, "INVALID_ARGUMENT", "Send the body without content-encoding."),
    EXPECTATION_FAILED(417, "INVALID_ARGUMENT", "That expectation is not supported."),
    RATE_LIMITED(429, "RESOURCE_EXHAUSTED", "Too many requests per second."),
    QUOTA_EXHAUSTED(429, "RESOURCE_EXHAUSTED", "The daily quota is used up."),
    TOO_MANY_IN_FLIGHT(429, "RESOURCE_EXHAUSTED", "Too many requests in flight."),
    HEADERS_TOO_LARGE(431, "INVALID_ARGUMENT", "The headers are larger than this gateway accepts."),
    CLIENT_GONE(499, "CANCELLED", "The client closed the request."),
    INTERNAL(500, "INTERNAL", "The gateway failed; nothing was forwarded."),
    UPSTREAM_ERROR(502, "UNAVAILABLE", "The model answered with something unusable."),
    OVERLOADED(503, "UNAVAILABLE", "The gateway is at its capacity; try again."),
    DRAINING(503, "UNAVAILABLE", "The gateway is shutting down; try again."),
    LIMITS_UNAVAILABLE(503, "UNAVAILABLE", "Limits cannot be checked right now; try again."),
    INSPECTION_FAILED(
        503, "UNAVAILABLE", "The content could not be inspected; nothing was forwarded."),
    UPSTREAM_UNAVAILABLE(503, "UNAVAILABLE", "The model is not reachable right now; try again."),
    UPSTREAM_TIMEOUT(504, "DEADLINE_EXCEEDED", "The model did not answer in time.");

    private final int status;
    private final String rpcStatus;
    private final String message;

    Reason(int status, String rpcStatus, String message) {
      this.status = status;
      this.rpcStatus = rpcStatus;
      this.message = message;
    }

    /** HTTP status code. */
    public int status() {
      return status;
    }

    /** Name of the Google RPC code, as in {@code error.status} of the Gemini wire. */
    public String rpcStatus() {
      return rpcStatus;
    }

    public String message() {
      return message;
    }

    /** Lower-case name for metrics and audit records. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
