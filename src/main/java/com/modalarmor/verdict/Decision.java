package com.modalarmor.verdict;

/** The three outcomes that a client can see in {@code x-modal-armor-decision}. */
public enum Decision {
  ALLOW("allow"),
  REDACT("redact"),
  BLOCK("block");

  private final String wireName;

  Decision(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
