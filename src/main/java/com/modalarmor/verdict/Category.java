package com.modalarmor.verdict;

/** The families of findings that a policy rules on as a whole. */
public enum Category {
  /** Prompt injection, jailbreak, prompt extraction, template forgery. */
  ATTACK("attack"),
  /** Text made hard to read on purpose. */
  OBFUSCATION("obfuscation"),
  /** Personal data, by Presidio's entity names. */
  PII("pii"),
  /** Credentials, {@code SECRET_<KIND>}. */
  SECRET("secret"),
  /** Links that are dangerous by what they point to. */
  URL("url"),
  /** Content that is dangerous where it is rendered or run. */
  OUTPUT("output"),
  /** Answers that have not the form that was asked for. */
  STRUCTURE("structure");

  private final String wireName;

  Category(String wireName) {
    this.wireName = wireName;
  }

  /** Lower-case name as it stands in policy files and metrics. */
  public String wireName() {
    return wireName;
  }
}
