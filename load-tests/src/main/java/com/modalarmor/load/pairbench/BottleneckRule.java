package com.modalarmor.load.pairbench;

import java.util.Locale;

/**
 * Says when a figure describes the load side instead of the process under test.
 *
 * <p>Pure functions; an empty answer means the figure stands.
 */
final class BottleneckRule {
  static final double TARGET_BUSY_MIN = 0.85;
  static final double LOAD_BUSY_MAX = 0.95;
  static final double RATE_REACHED_MIN = 0.97;

  private BottleneckRule() {}

  /**
   * In the closed loop the process under test must be what is short of CPU.
   *
   * <p>Not asked of nginx: it is cheaper than the generator, and only its CPU a request is used.
   */
  static String closed(boolean javaTarget, double targetCore, double loadCore) {
    if (javaTarget && targetCore < TARGET_BUSY_MIN && loadCore > LOAD_BUSY_MAX) {
      return String.format(
          Locale.ROOT,
          "the load side is the bottleneck: generator + stand-in + redis used %.0f %% of a core,"
              + " the process under test only %.0f %%",
          loadCore * 100,
          targetCore * 100);
    }
    return "";
  }

  /** At a fixed rate the offered rate must have been reached. */
  static String fixed(double reachedPerS, double offeredPerS, double targetCore, double loadCore) {
    if (reachedPerS >= RATE_REACHED_MIN * offeredPerS) {
      return "";
    }
    String who =
        targetCore >= TARGET_BUSY_MIN
            ? "the process under test is saturated"
            : loadCore > LOAD_BUSY_MAX
                ? "generator + stand-in + redis are the bottleneck"
                : "neither side is busy: it stalls, or the machine is taken by others";
    return String.format(
        Locale.ROOT,
        "only %.0f of %.0f req/s were reached, %s (process under test %.0f %% of a core,"
            + " load side %.0f %%)",
        reachedPerS,
        offeredPerS,
        who,
        targetCore * 100,
        loadCore * 100);
  }
}
