package com.modalarmor.chat;

/** Where a text comes from, and so how far it may be believed. */
public enum Trust {
  /** Written by the application: system instruction, tool declarations. */
  SYSTEM("system"),
  /** Written by the person or program that calls. */
  USER("user"),
  /** Fetched from a store or a web page. */
  RETRIEVED("retrieved"),
  /** Returned by a tool. */
  TOOL("tool"),
  /** Written by the model, now or in an earlier turn. */
  MODEL("model");

  private final String wireName;

  Trust(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
