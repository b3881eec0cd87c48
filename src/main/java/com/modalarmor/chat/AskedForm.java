package com.modalarmor.chat;

/**
 * The form in which a request asks for its answer: JSON, of a schema or of any. Immutable.
 *
 * @param schemaStart first byte of the schema in the request's body; -1 = none was sent
 * @param schemaEnd byte after it
 */
public record AskedForm(int schemaStart, int schemaEnd) {

  /** JSON of any kind. */
  public static final AskedForm ANY_JSON = new AskedForm(-1, -1);

  public boolean hasSchema() {
    return schemaStart >= 0;
  }
}
