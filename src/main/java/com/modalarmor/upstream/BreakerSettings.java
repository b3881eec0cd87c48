package com.modalarmor.upstream;

/**
 * When a breaker opens and for how long. Immutable.
 *
 * @param callsMin calls in the window below which it never opens
 * @param failurePercent failures of those calls at which it opens
 * @param windowMs how far back calls count
 * @param coolDownMs how long it stays open before one probe goes out
 */
public record BreakerSettings(int callsMin, int failurePercent, long windowMs, long coolDownMs) {

  public static final BreakerSettings DEFAULT = new BreakerSettings(20, 50, 10_000, 5_000);
}
