package com.modalarmor.load.pairbench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Medians of one target in one phase, and its ratios to the bare proxy, round by round.
 *
 * <p>Immutable.
 */
record Summary(
    String target,
    Phase phase,
    int rounds,
    double requestsPerS,
    double p50Ms,
    double p99Ms,
    double cpuMicros,
    double targetCore,
    double loadCore,
    long errors,
    long rssBytesMax,
    double cpuRatio,
    double p99Ratio,
    double requestsRatio) {

  /** One summary for each target and phase, in the order of {@code targets}. */
  static List<Summary> of(List<String> targets, List<Sample> samples) {
    List<Summary> summaries = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      List<Sample> base = select(samples, Target.PROXY, phase);
      for (String target : targets) {
        summaries.add(of(target, phase, select(samples, target, phase), base));
      }
    }
    return summaries;
  }

  private static Summary of(String target, Phase phase, List<Sample> own, List<Sample> base) {
    long errors = 0;
    long rssMax = 0;
    for (Sample sample : own) {
      errors += sample.errors();
      rssMax = Math.max(rssMax, sample.rssBytes());
    }
    return new Summary(
        target,
        phase,
        own.size(),
        Stats.median(values(own, Sample::requestsPerS)),
        Stats.median(values(own, Sample::p50Ms)),
        Stats.median(values(own, Sample::p99Ms)),
        Stats.median(values(own, Sample::cpuMicros)),
        Stats.median(values(own, Sample::targetCore)),
        Stats.median(values(own, Sample::loadCore)),
        errors,
        rssMax,
        ratio(own, base, Sample::cpuMicros),
        ratio(own, base, Sample::p99Ms),
        ratio(own, base, Sample::requestsPerS));
  }

  private static double ratio(
      List<Sample> own, List<Sample> base, ToDoubleFunction<Sample> figure) {
    return Stats.medianRatio(values(own, figure), values(base, figure));
  }

  private static List<Sample> select(List<Sample> samples, String target, Phase phase) {
    List<Sample> selected = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.target().equals(target) && sample.phase() == phase) {
        selected.add(sample);
      }
    }
    return selected;
  }

  private static double[] values(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    double[] values = new double[samples.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = figure.applyAsDouble(samples.get(i));
    }
    return values;
  }
}
