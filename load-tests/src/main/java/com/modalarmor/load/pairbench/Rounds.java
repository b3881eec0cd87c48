package com.modalarmor.load.pairbench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the rounds: every target in both phases, the order reversed every other round.
 *
 * <p>Used by the bench thread.
 */
final class Rounds {
  /** Below this share of a core, in both phases, the compilers are taken to have finished. */
  private static final double JIT_QUIET = 0.02;

  private final Plan plan;
  private final H2load h2load;
  private final Backends backends;
  private final Progress progress;
  private int repeats;

  Rounds(Plan plan, H2load h2load, Backends backends, Progress progress) {
    this.plan = plan;
    this.h2load = h2load;
    this.backends = backends;
    this.progress = progress;
  }

  /** Measurements thrown away and made again because the load side was short of CPU. */
  int repeats() {
    return repeats;
  }

  List<Sample> run(List<Target> targets) {
    for (Target target : targets) {
      warmUp(target);
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      List<Target> order = new ArrayList<>(targets);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Phase phase : Phase.values()) {
        for (Target target : order) {
          Sample sample = measureOrRepeat(target, phase, round);
          progress.done(sample);
          samples.add(sample);
        }
      }
    }
    return samples;
  }

  /**
   * Warm in both phases: a run at a fixed rate ends with requests in flight, the first clients that
   * leave. Code that had never seen one is compiled anew then, for a second or more.
   */
  private void warmUp(Target target) {
    double jitCore = 1;
    int batches = 0;
    long requests = 0;
    while (batches < plan.warmUp().batchesMax() && jitCore > JIT_QUIET) {
      progress.note("warm-up " + target.name() + ", batch " + (batches + 1));
      jitCore = 0;
      for (Phase phase : Phase.values()) {
        CpuReading before = ProcFs.cpu(target.child().pids());
        H2loadLog log =
            requireAnswers(target, load(target, phase, plan.warmUp().batchRequests()).log());
        double jitNs = ProcFs.cpu(target.child().pids()).jitNsSince(before);
        jitCore = Math.max(jitCore, jitNs / (log.seconds() * 1e9));
        requests += log.ok();
      }
      batches++;
    }
    progress.warm(target.name(), requests, jitCore);
  }

  private static H2loadLog requireAnswers(Target target, H2loadLog log) {
    if (log.errors() > 0 || log.ok() == 0) {
      throw new BenchFailure(
          target.name()
              + " did not answer the warm-up with 2xx only, but (status=count) "
              + log.statuses()
              + target.child().tail());
    }
    return log;
  }

  private H2load.Outcome load(Target target, Phase phase, int closedRequests) {
    return phase == Phase.CLOSED
        ? h2load.closed(target.port(), closedRequests, Plan.Closed.CONNECTIONS, Plan.Closed.STREAMS)
        : h2load.fixed(
            target.port(),
            plan.rate().perS(),
            plan.rate().seconds(),
            Plan.FixedRate.CONNECTIONS,
            Plan.FixedRate.STREAMS_MAX,
            plan.rate().spread());
  }

  private Sample measureOrRepeat(Target target, Phase phase, int round) {
    for (int attempt = 0; ; attempt++) {
      progress.note(
          phase.title() + ", round " + round + "/" + plan.rounds() + ", " + target.name());
      QuietMachine.await(plan.patience().quietWaitMaxS());
      Sample sample = measure(target, phase, round);
      String bottleneck =
          phase == Phase.CLOSED
              ? BottleneckRule.closed(target.java(), sample.targetCore(), sample.loadCore())
              : BottleneckRule.fixed(
                  sample.requestsPerS(),
                  plan.rate().perS(),
                  sample.targetCore(),
                  sample.loadCore());
      if (bottleneck.isEmpty()) {
        return sample;
      }
      if (attempt >= plan.patience().repeatsMax()) {
        throw new BenchFailure(
            target.name() + ", " + phase.title() + ", round " + round + ": " + bottleneck);
      }
      repeats++;
    }
  }

  private Sample measure(Target target, Phase phase, int round) {
    backends.requireAlive();
    List<Long> pids = target.child().pids();
    List<Long> backendPids = backends.pids();
    CpuReading backendBefore = ProcFs.cpu(backendPids);
    CpuReading before = ProcFs.cpu(pids);
    long busyBeforeNs = QuietMachine.busyNs();
    H2load.Outcome outcome = load(target, phase, plan.closed().requests());
    CpuReading after = ProcFs.cpu(pids);
    long busyNs = QuietMachine.busyNs() - busyBeforeNs;
    CpuReading backendAfter = ProcFs.cpu(backendPids);
    if (!target.child().alive()) {
      throw new BenchFailure(target.name() + " has ended" + target.child().tail());
    }
    H2loadLog log = outcome.log();
    if (log.ok() == 0) {
      throw new BenchFailure(target.name() + " answered nothing with 2xx: " + log.statuses());
    }
    double ns = log.seconds() * 1e9;
    long targetNs = after.nsSince(before);
    long loadNs = backendAfter.nsSince(backendBefore) + outcome.generatorNs();
    return new Sample(
        target.name(),
        phase,
        round,
        log.seconds(),
        log.ok(),
        log.errors(),
        log.statuses(),
        log.requestsPerS(),
        log.percentileMs(50),
        log.percentileMs(99),
        after.nsWithoutJitSince(before) / 1e3 / log.ok(),
        targetNs / ns,
        after.jitNsSince(before) / ns,
        loadNs / ns,
        Math.max(0, busyNs - targetNs - loadNs) / ns,
        ProcFs.rssBytes(pids));
  }
}
