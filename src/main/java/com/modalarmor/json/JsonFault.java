package com.modalarmor.json;

/** Why a document was refused, as a code and a byte offset; never carries content. Stackless. */
public final class JsonFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusal; each has a test row. */
  public enum Kind {
    NOT_JSON("not valid JSON"),
    NOT_UTF8("not valid UTF-8"),
    NOT_AN_OBJECT("the document must be a JSON object"),
    DUPLICATE_NAME("a name occurs twice in one object"),
    LIMIT("nested too deep, or a string, name or number is too long"),
    TOO_MANY_TOKENS("too many values"),
    BAD_NUMBER("a number is out of range"),
    BAD_STRING("a string holds an unpaired surrogate"),
    TRAILING("there is content after the document");

    private final String message;

    Kind(String message) {
      this.message = message;
    }
  }

  private final Kind kind;
  private final long offset;

  JsonFault(Kind kind, long offset) {
    super(kind.message + " (byte " + offset + ")", null, false, false);
    this.kind = kind;
    this.offset = offset;
  }

  public Kind kind() {
    return kind;
  }

  public long offset() {
    return offset;
  }
}
