package com.modalarmor.verdict;

/** How bad a finding is, in ascending order. */
public enum Severity {
  LOW("low"),
  MEDIUM("medium"),
  HIGH("high"),
  CRITICAL("critical");

  private final String wireName;

  Severity(String wireName) {
    this.wireName = wireName;
  }

  /** Lower-case name as it stands in JSON answers and audit records. */
  public String wireName() {
    return wireName;
  }
}
