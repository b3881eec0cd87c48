package com.modalarmor.guard;

import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Part;
import com.modalarmor.json.JsonSplice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One event of a stream with the texts that leave in it. Single-threaded. */
final class OpenEvent {

  private static final int[] NONE = {};

  private final byte[] event;
  private final List<Part> parts = new ArrayList<>(2);
  private final List<String> texts = new ArrayList<>(2);
  private int[] ended = NONE;

  OpenEvent(byte[] event) {
    this.event = event;
  }

  /** {@code text} leaves in the place of {@code part}. */
  void put(Part part, String text) {
    parts.add(part);
    texts.add(text);
  }

  void ends(int[] groups) {
    ended = groups;
  }

  int[] ended() {
    return ended;
  }

  /** True when it holds nothing but texts of which nothing leaves yet. */
  boolean isHeldBack() {
    boolean some = false;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).group() < 0 || !texts.get(i).isEmpty()) {
        return false;
      }
      some |= !parts.get(i).text().isEmpty();
    }
    return some;
  }

  /**
   * Adds the rest of a text: to its last piece here, else in an event of its own before this one.
   * An argument that the model did not end has no such event: its call is void.
   */
  void rest(int group, String text, EventForm form, List<byte[]> out) {
    if (!text.isEmpty() && !append(group, text) && !form.isArgument(group)) {
      out.add(form.text(group, text));
    }
  }

  /** Adds to the last piece of a text here; false when there is none. */
  boolean append(int group, String text) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).group() == group) {
        texts.set(i, texts.get(i) + text);
        return true;
      }
    }
    return false;
  }

  /** The event; its own bytes where no text changed. */
  byte[] rewritten() {
    JsonSplice splice = null;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      String text = texts.get(i);
      if (!text.equals(part.text())) {
        splice = splice == null ? new JsonSplice() : splice;
        splice.replace(part.start(), part.end(), encoded(part, text));
      }
    }
    return splice == null ? event : splice.apply(event);
  }

  /** The texts that run through the answer, without the event: it goes no further. */
  void textsInto(EventForm form, List<byte[]> out) {
    for (int i = 0; i < parts.size(); i++) {
      int group = parts.get(i).group();
      if (group >= 0 && !form.isArgument(group) && !texts.get(i).isEmpty()) {
        out.add(form.text(parts.get(i).group(), texts.get(i)));
      }
    }
  }

  private static String encoded(Part part, String text) {
    return part.base64()
        ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }
}
