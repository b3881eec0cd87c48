package com.modalarmor.evaluation;

/** Is told how far a run is. Called by one thread. */
@FunctionalInterface
public interface Progress {

  /** {@code done} of {@code total} units; the units are the run's own. */
  void at(long done, long total, long rows);
}
