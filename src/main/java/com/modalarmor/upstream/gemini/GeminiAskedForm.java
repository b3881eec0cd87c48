package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.AskedForm;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonVisitor;

/**
 * Sees in a request's walk whether it asks for JSON, and where its schema stands; the walk itself
 * is another visitor's. For one walk; single-threaded.
 */
final class GeminiAskedForm implements JsonVisitor {

  private static final String JSON = "application/json";

  private final JsonVisitor inner;
  private boolean json;
  private int schemaStart = -1;
  private int schemaEnd = -1;

  GeminiAskedForm(JsonVisitor inner) {
    this.inner = inner;
  }

  /** What is asked for; null = nothing in particular. */
  AskedForm form() {
    if (!json) {
      return null;
    }
    return schemaEnd < 0 ? AskedForm.ANY_JSON : new AskedForm(schemaStart, schemaEnd);
  }

  private static boolean isSetting(JsonCursor at) {
    return at.depth() == 2 && (at.is(0, "generationConfig") || at.is(0, "generation_config"));
  }

  private static boolean isSchema(JsonCursor at) {
    return isSetting(at)
        && switch (at.lastName()) {
          case "responseSchema",
              "response_schema",
              "responseJsonSchema",
              "response_json_schema",
              "_responseJsonSchema" ->
              true;
          default -> false;
        };
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    if (isSetting(at) && (at.is(1, "responseMimeType") || at.is(1, "response_mime_type"))) {
      int semicolon = text.indexOf(';');
      json = (semicolon < 0 ? text : text.substring(0, semicolon)).strip().equalsIgnoreCase(JSON);
    }
    inner.string(at, text, start, end);
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (!array && isSchema(at)) {
      schemaStart = start;
    }
    inner.enter(at, array, start);
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    if (!array && isSchema(at)) {
      schemaEnd = end;
    }
    inner.leave(at, array, end);
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    inner.name(at, name, start, end);
  }

  @Override
  public void integer(JsonCursor at, long value) {
    inner.integer(at, value);
  }

  @Override
  public void decimal(JsonCursor at, double value) {
    inner.decimal(at, value);
  }

  @Override
  public void literal(JsonCursor at, Boolean value) {
    inner.literal(at, value);
  }
}
