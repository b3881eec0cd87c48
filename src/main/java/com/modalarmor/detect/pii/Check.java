package com.modalarmor.detect.pii;

/** Structure and check digits of one kind of number. Pure; thread-safe. */
interface Check {

  /** What a check says of a candidate. */
  enum Answer {
    /** The check digits are right: as certain as it gets. */
    PROVEN,
    /** Nothing speaks against it. */
    POSSIBLE,
    /** It cannot be one. */
    REFUTED
  }

  Answer of(Candidate candidate);

  /** False when it only refutes. */
  default boolean proves() {
    return true;
  }

  static Answer provenIf(boolean right) {
    return right ? Answer.PROVEN : Answer.REFUTED;
  }

  static Answer possibleIf(boolean right) {
    return right ? Answer.POSSIBLE : Answer.REFUTED;
  }

  /** A check that can only refute. */
  static Check refuting(Check check) {
    return new Check() {
      @Override
      public Answer of(Candidate candidate) {
        return check.of(candidate);
      }

      @Override
      public boolean proves() {
        return false;
      }
    };
  }
}
