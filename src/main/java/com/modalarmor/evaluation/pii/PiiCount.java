package com.modalarmor.evaluation.pii;

/** What was counted of one entity, or of one file. Used by one thread. */
final class PiiCount {

  long rows;
  long right;

  /** Spans labelled and found, found only, labelled only. */
  long found;

  long extra;
  long missed;

  void row(boolean exact) {
    rows++;
    right += exact ? 1 : 0;
  }

  double precision() {
    return share(found, found + extra);
  }

  double recall() {
    return share(found, found + missed);
  }

  /** Recall counts four times as much as precision. */
  double f2() {
    double precision = precision();
    double recall = recall();
    return precision + recall == 0 ? Double.NaN : 5 * precision * recall / (4 * precision + recall);
  }

  double exact() {
    return share(right, rows);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
