package com.modalarmor.evaluation;

import com.modalarmor.evaluation.LabelledRow.Label;

/** Scores of one group of rows; keeps four bytes a row. Single-threaded. */
final class Tally {

  private final Floats attacks = new Floats();
  private final Floats benign = new Floats();
  private long hits;
  private long alarms;
  private long apart;
  private long apartFlagged;
  private long failed;

  void add(Label label, float score) {
    boolean flagged = AttackScorer.flags(score);
    if (score == AttackScorer.FAILED) {
      failed++;
    }
    switch (label) {
      case ATTACK -> {
        attacks.add(score);
        hits += flagged ? 1 : 0;
      }
      case BENIGN -> {
        benign.add(score);
        alarms += flagged ? 1 : 0;
      }
      case APART -> {
        apart++;
        apartFlagged += flagged ? 1 : 0;
      }
    }
  }

  Figures figures() {
    float[] high = attacks.toArray();
    float[] low = benign.toArray();
    return new Figures(
        high.length,
        low.length,
        hits,
        alarms,
        apart,
        apartFlagged,
        failed,
        Statistics.auc(high, low),
        Statistics.recallAt(Statistics.FALSE_POSITIVE_SHARE, high, low));
  }
}
