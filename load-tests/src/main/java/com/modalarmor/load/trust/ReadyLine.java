package com.modalarmor.load.trust;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The line {@code ready {…}} that the gateway's demo prints.
 *
 * <p>Immutable.
 */
public record ReadyLine(String dataPlane, String jwt, String ca) {
  private static final String START = "ready {";

  /** The last ready line among the given ones, the demo may have been restarted. */
  public static ReadyLine find(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.startsWith(START)) {
        return parse(line.substring(START.length() - 1));
      }
    }
    throw new IllegalArgumentException("no line starts with \"ready {\"; is the demo up?");
  }

  private static ReadyLine parse(String json) {
    try {
      JsonObject fields = new JsonObject(json);
      return new ReadyLine(field(fields, "data_plane"), field(fields, "jwt"), field(fields, "ca"));
    } catch (DecodeException e) {
      throw new IllegalArgumentException("the ready line is not JSON");
    }
  }

  private static String field(JsonObject fields, String name) {
    String value = fields.getString(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the ready line has no " + name);
    }
    return value;
  }
}
