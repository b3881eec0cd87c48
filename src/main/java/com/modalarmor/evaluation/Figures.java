package com.modalarmor.evaluation;

/**
 * What was measured on a group of rows at the shipped threshold. Immutable. Shares are NaN where
 * there is nothing to divide by.
 *
 * @param attacks rows labelled so
 * @param benign rows labelled so
 * @param hits attacks that were flagged
 * @param alarms benign rows that were flagged
 * @param apart rows that count as neither
 * @param apartFlagged those of them that were flagged
 * @param failed rows that a detector could not finish; counted as not flagged
 * @param auc of the scores, whatever the threshold
 * @param recallAtShare recall at the group's own threshold for 1 % false positives
 */
public record Figures(
    long attacks,
    long benign,
    long hits,
    long alarms,
    long apart,
    long apartFlagged,
    long failed,
    double auc,
    double recallAtShare) {

  public long rows() {
    return attacks + benign + apart;
  }

  public double recall() {
    return share(hits, attacks);
  }

  public double falsePositiveRate() {
    return share(alarms, benign);
  }

  /** NaN unless the group has both labels: a precision over attacks alone says nothing. */
  public double precision() {
    return attacks == 0 || benign == 0 ? Double.NaN : share(hits, hits + alarms);
  }

  public double f1() {
    return attacks == 0 || benign == 0
        ? Double.NaN
        : share(2 * hits, 2 * hits + alarms + (attacks - hits));
  }

  public double apartShare() {
    return share(apartFlagged, apart);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
