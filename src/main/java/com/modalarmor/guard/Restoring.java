package com.modalarmor.guard;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.redact.Placeholders;
import java.nio.charset.StandardCharsets;

/**
 * Puts the values of one request back into its answer: into running texts, and into the strings of
 * tool calls; a string that is JSON itself gets them escaped once more. Immutable once made; of one
 * request and nobody else's.
 */
public final class Restoring {

  private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

  private final PlaceholderTrie placeholders;

  private Restoring(PlaceholderTrie placeholders) {
    this.placeholders = placeholders;
  }

  /** For the placeholders that were given out; null when there are none. */
  public static Restoring of(Placeholders placeholders) {
    return placeholders.isEmpty()
        ? null
        : new Restoring(new PlaceholderTrie(placeholders.values()));
  }

  /**
   * For a text that comes in pieces.
   *
   * @param json when it is JSON: what is put back is escaped as its strings are
   */
  TextStage stage(boolean json) {
    return new Restorer(placeholders, json ? JsonBytes::escaped : value -> value);
  }

  /** For a text that stands alone. */
  String restored(String text) {
    boolean json = isJson(text);
    Restorer restorer = new Restorer(placeholders, json ? JsonBytes::escaped : value -> value);
    StringBuilder out = new StringBuilder(text.length() + 64);
    restorer.push(text, true, out);
    return out.toString();
  }

  private static boolean isJson(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") && !bare.startsWith("[")) {
      return false;
    }
    try {
      JSON.read(
          ("{\"a\":" + bare + '}').getBytes(StandardCharsets.UTF_8), (at, value, from, to) -> {});
      return true;
    } catch (JsonFault e) {
      return false;
    }
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "Restoring";
  }
}
