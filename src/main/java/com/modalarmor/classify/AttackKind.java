package com.modalarmor.classify;

/** What sort of attack; the order is that of the model's outputs. */
public enum AttackKind {
  PROMPT_INJECTION("injection"),
  JAILBREAK("jailbreak"),
  INDIRECT_INJECTION("indirect"),
  PROMPT_EXTRACTION("extraction");

  private static final AttackKind[] ALL = values();

  private final String label;

  AttackKind(String label) {
    this.label = label;
  }

  /** The word for it in labelled data. */
  public String label() {
    return label;
  }

  static AttackKind at(int ordinal) {
    return ALL[ordinal];
  }

  /** By the word of labelled data, or -1. */
  static int ordinalOf(String label) {
    for (AttackKind kind : ALL) {
      if (kind.label.equals(label)) {
        return kind.ordinal();
      }
    }
    return -1;
  }
}
