package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.AskedForm;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonRelay;
import com.modalarmor.json.JsonVisitor;

/**
 * Sees in a request's walk whether it asks for JSON, and where its schema stands; the walk itself
 * is another visitor's. For one walk; single-threaded.
 */
final class GeminiAskedForm extends JsonRelay {

  private static final String JSON = "application/json";

  private boolean json;
  private int schemaStart = -1;
  private int schemaEnd = -1;

  GeminiAskedForm(JsonVisitor inner) {
    super(inner);
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
    super.string(at, text, start, end);
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (!array && isSchema(at)) {
      schemaStart = start;
    }
    super.enter(at, array, start);
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    if (!array && isSchema(at)) {
      schemaEnd = end;
    }
    super.leave(at, array, end);
  }
}
