package com.modalarmor.detect;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * What the caller's user is not meant to see of one request, for the inspection of its answer.
 * Immutable; never logged.
 *
 * @param instruction the texts of the system instruction
 * @param declarations the texts of the declared tools
 * @param canary a random word that was added to the instruction; empty = none
 */
public record HiddenContext(List<String> instruction, List<String> declarations, String canary) {

  public HiddenContext {
    instruction = List.copyOf(instruction);
    declarations = List.copyOf(declarations);
  }

  /** The hidden texts of a request with {@code canary}; null when there is nothing to hide. */
  public static HiddenContext of(Document request, String canary) {
    List<String> instruction = null;
    List<String> declarations = null;
    List<Part> parts = request.parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.turn() == Part.INSTRUCTION) {
        instruction = with(instruction, part.text());
      } else if (part.turn() == Part.DECLARATION) {
        declarations = with(declarations, part.text());
      }
    }
    if (instruction == null && declarations == null) {
      return ofCanary(canary);
    }
    return new HiddenContext(
        instruction == null ? List.of() : instruction,
        declarations == null ? List.of() : declarations,
        canary);
  }

  /** A canary alone; null when there is none. */
  public static HiddenContext ofCanary(String canary) {
    return canary.isEmpty() ? null : new HiddenContext(List.of(), List.of(), canary);
  }

  private static List<String> with(List<String> texts, String text) {
    List<String> more = texts == null ? new ArrayList<>(2) : texts;
    more.add(text);
    return more;
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "HiddenContext";
  }
}
