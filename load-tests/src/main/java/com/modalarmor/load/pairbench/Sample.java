package com.modalarmor.load.pairbench;

import java.util.SortedMap;

/**
 * What one target did in one phase of one round.
 *
 * <p>Immutable. Shares of one core's time: {@code targetCore} of the process under test, {@code
 * jitCore} of its compiler threads alone, {@code loadCore} of generator, stand-in and Redis, {@code
 * othersCore} of everything else on the machine.
 */
record Sample(
    String target,
    Phase phase,
    int round,
    double seconds,
    long ok,
    long errors,
    SortedMap<Integer, Long> statuses,
    double requestsPerS,
    double p50Ms,
    double p99Ms,
    double cpuMicros,
    double targetCore,
    double jitCore,
    double loadCore,
    double othersCore,
    long rssBytes) {}
