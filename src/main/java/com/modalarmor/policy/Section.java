package com.modalarmor.policy;

import com.modalarmor.chat.Trust;

/** The sections of a policy: which rules hold for a text. */
enum Section {
  /** What the caller sends, but for the two below. */
  INPUT("input"),
  /** Passages fetched from elsewhere, and attachments. */
  RETRIEVED("retrieved"),
  /** What tools answered. */
  TOOL("tool"),
  /** What the model answers. */
  OUTPUT("output");

  private final String wireName;

  Section(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** The section for a text of that trust. */
  static Section of(Trust trust, boolean output) {
    if (output) {
      return OUTPUT;
    }
    return switch (trust) {
      case RETRIEVED -> RETRIEVED;
      case TOOL -> TOOL;
      case SYSTEM, USER, MODEL -> INPUT;
    };
  }

  /** True for text that others wrote, and whose rules are those of the input unless told else. */
  boolean fallsBackToInput() {
    return this == RETRIEVED || this == TOOL;
  }
}
