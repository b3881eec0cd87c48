package com.modalarmor.guard;

import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Part;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.redact.Placeholders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** For a text that comes in pieces. */
  TextStage stage() {
    return new Restorer(placeholders, value -> value);
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

  /** The documents of an answer that is there whole. */
  public List<byte[]> apply(EventForm form, List<byte[]> documents) {
    Map<Integer, TextStage> running = new HashMap<>();
    List<OpenEvent> open = new ArrayList<>(documents.size());
    for (byte[] document : documents) {
      OpenEvent event = new OpenEvent(document);
      for (Part part : form.read(document).document().parts()) {
        if (part.group() < 0) {
          event.put(part, restored(part.text()));
        } else {
          StringBuilder out = new StringBuilder();
          running.computeIfAbsent(part.group(), group -> stage()).push(part.text(), false, out);
          event.put(part, out.toString());
        }
      }
      open.add(event);
    }
    running.forEach((group, stage) -> end(group, stage, open));
    return open.stream().map(OpenEvent::rewritten).toList();
  }

  private static void end(int group, TextStage stage, List<OpenEvent> events) {
    StringBuilder rest = new StringBuilder();
    stage.push("", true, rest);
    for (int i = events.size() - 1; i >= 0 && rest.length() > 0; i--) {
      if (events.get(i).append(group, rest.toString())) {
        return;
      }
    }
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "Restoring";
  }
}
