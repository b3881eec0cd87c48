package com.modalarmor.json.schema;

/** Why a schema cannot be used, as a code; never carries content. Stackless. */
public final class SchemaFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusal. */
  public enum Kind {
    /** Not JSON, or not what a keyword takes. */
    MALFORMED("malformed"),
    /** More bytes, nodes or values than are compiled. */
    TOO_LARGE("too_large"),
    /** It refers to something outside itself, which is never fetched, or to nothing. */
    REFERENCE("reference"),
    /** A pattern that has no linear-time form. */
    PATTERN("pattern");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** For coverage. */
    public String code() {
      return code;
    }
  }

  private final Kind kind;

  SchemaFault(Kind kind) {
    super(kind.code, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
