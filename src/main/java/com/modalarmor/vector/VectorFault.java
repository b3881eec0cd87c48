package com.modalarmor.vector;

/**
 * A request that a vector wire answers with an error of Chroma's kind. Stackless: it is control
 * flow. The message is built from our own words, names the caller itself sent, and numbers.
 */
public final class VectorFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kinds, with Chroma's name and status for each. */
  public enum Kind {
    INVALID("InvalidArgumentError", 400),
    FORBIDDEN("AuthError", 403),
    NOT_FOUND("NotFoundError", 404),
    EXISTS("ChromaError", 409),
    UNPROCESSABLE("ChromaError", 422),
    UNSUPPORTED("ChromaError", 501),
    STORE_FAILED("InternalError", 502),
    STORE_GONE("InternalError", 503);

    private final String error;
    private final int status;

    Kind(String error, int status) {
      this.error = error;
      this.status = status;
    }

    public String error() {
      return error;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;

  public VectorFault(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static VectorFault invalid(String message) {
    return new VectorFault(Kind.INVALID, message);
  }

  public static VectorFault notFound(String message) {
    return new VectorFault(Kind.NOT_FOUND, message);
  }

  public static VectorFault forbidden(String message) {
    return new VectorFault(Kind.FORBIDDEN, message);
  }

  public static VectorFault unprocessable(String message) {
    return new VectorFault(
        Kind.UNPROCESSABLE, "Failed to deserialize the JSON body into the target type: " + message);
  }
}
