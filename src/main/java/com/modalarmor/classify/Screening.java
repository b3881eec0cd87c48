package com.modalarmor.classify;

/** What becomes of the texts in which a model's screen of words finds nothing to read. */
public enum Screening {
  /** They are not read; their text has an estimate below {@link AttackModel#REPORTED_MIN}. */
  ON,

  /**
   * A text that is passed over whole is read all the same, for whoever compares scores; it stays
   * below {@link AttackModel#REPORTED_MIN}, so that verdicts are those of {@link #ON}.
   */
  SCORED,

  /** No text is passed over: where the screen finds nothing, all of it is read. */
  OFF
}
