package com.modalarmor.load.pairbench;

import java.util.SortedMap;

/**
 * What one target did in one phase of one round.
 *
 * <p>Immutable. {@code targetCore} and {@code loadCore} are shares of one core's time: the first of
 * the process under test, the second of generator, stand-in and Redis together.
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
    double loadCore,
    long rssBytes) {}
