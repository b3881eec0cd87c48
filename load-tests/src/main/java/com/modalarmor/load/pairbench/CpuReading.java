package com.modalarmor.load.pairbench;

import java.util.Map;

/**
 * CPU time of the threads of some processes at one moment.
 *
 * <p>Immutable. Kept per thread, so that a thread that ends between two readings cannot turn the
 * difference negative.
 */
record CpuReading(Map<Long, ThreadCpu> threads) {

  /** CPU time of one thread; {@code jit} marks the JVM's compiler threads. */
  record ThreadCpu(long ns, boolean jit) {}

  /** The first field of a {@code schedstat} line: time spent on the CPU, in nanoseconds. */
  static long parseSchedstatNs(String line) {
    String trimmed = line.strip();
    int space = trimmed.indexOf(' ');
    if (space <= 0) {
      throw new IllegalArgumentException("not a schedstat line");
    }
    return Long.parseLong(trimmed, 0, space, 10);
  }

  /** Names are cut to 15 characters by the kernel: "C2 CompilerThre". */
  static boolean isJit(String comm) {
    return comm.startsWith("C1 Comp") || comm.startsWith("C2 Comp");
  }

  /** CPU time since {@code before}, compiler threads included. */
  long nsSince(CpuReading before) {
    return nsSince(before, true);
  }

  /** CPU time since {@code before} without the compiler threads, whose work ends once warm. */
  long nsWithoutJitSince(CpuReading before) {
    return nsSince(before, false);
  }

  /** CPU time of the compiler threads since {@code before}. */
  long jitNsSince(CpuReading before) {
    return nsSince(before, true) - nsSince(before, false);
  }

  private long nsSince(CpuReading before, boolean withJit) {
    long sum = 0;
    for (Map.Entry<Long, ThreadCpu> entry : threads.entrySet()) {
      ThreadCpu now = entry.getValue();
      if (withJit || !now.jit()) {
        ThreadCpu then = before.threads.get(entry.getKey());
        sum += now.ns() - (then == null ? 0 : then.ns());
      }
    }
    return sum;
  }
}
