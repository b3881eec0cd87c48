package com.modalarmor.pipeline;

import com.modalarmor.verdict.Refusal;

/** One client-facing wire for one route: turns outcomes into its own shapes. Immutable. */
public interface Wire {

  /** Name for metrics and audit records, e.g. {@code gemini}. */
  String name();

  /**
   * What is asked for, in OpenTelemetry's words where it has one, e.g. {@code generate_content}.
   */
  String operation();

  /** Name and operation, e.g. {@code gemini.generate_content}; a constant, built once per route. */
  String route();

  /** The model that the path names; empty when none. */
  String model();

  Answer refused(Refusal refusal);
}
