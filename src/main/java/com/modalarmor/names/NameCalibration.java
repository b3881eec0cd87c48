package com.modalarmor.names;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes probabilities of margins: a logistic curve through rows that were not learned from, where a
 * name counts as right when it touches one of its kind. Stateless.
 */
final class NameCalibration {

  private static final int STEPS = 2_000;
  private static final double RATE = 0.5;

  private NameCalibration() {}

  static NameWeights fit(NameModel model, List<NameRow> rows) {
    List<double[]> seen = new ArrayList<>();
    NameModel.Scratch scratch = model.newScratch();
    for (NameRow row : rows) {
      char[] chars = row.text().toCharArray();
      scratch.begin(chars, 0, chars.length);
      while (scratch.next()) {
        for (int i = 0; i < scratch.count(); i++) {
          if (scratch.kind(i).ordinal() <= NameKind.ORGANIZATION.ordinal()) {
            seen.add(new double[] {scratch.margin(i), right(row, scratch, i) ? 1 : 0});
          }
        }
      }
    }
    double slope = 0.1;
    double offset = 0;
    for (int step = 0; step < STEPS && !seen.isEmpty(); step++) {
      double slopeGradient = 0;
      double offsetGradient = 0;
      double square = 1e-9;
      for (double[] one : seen) {
        double p = 1 / (1 + Math.exp(-(slope * one[0] + offset)));
        slopeGradient += (p - one[1]) * one[0];
        offsetGradient += p - one[1];
        square += one[0] * one[0];
      }
      slope -= RATE * slopeGradient / square * 4;
      offset -= RATE * offsetGradient / seen.size() * 4;
    }
    NameWeights w = model.weights();
    return new NameWeights(w.rows(), w.transitions(), w.unit(), (float) slope, (float) offset);
  }

  private static boolean right(NameRow row, NameModel.Scratch scratch, int name) {
    for (NameRow.Span span : row.spans()) {
      if (span.start() < scratch.end(name)
          && span.end() > scratch.start(name)
          && span.type().equals(scratch.kind(name).name())) {
        return true;
      }
    }
    return false;
  }
}
