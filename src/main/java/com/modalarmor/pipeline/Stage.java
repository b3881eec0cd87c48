package com.modalarmor.pipeline;

import java.util.List;

/** The stages of a request, as they are timed for {@code server-timing} and the metrics. */
public enum Stage {
  CALLER("caller"),
  LIMITS("limits"),
  BODY("body"),
  SCAN("scan"),
  MODEL("model"),
  GUARD("guard"),
  VECTOR("vector"),
  GROUND("ground");

  /** All stages; {@code values()} would copy. */
  public static final List<Stage> ALL = List.of(values());

  private final String wireName;

  Stage(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
