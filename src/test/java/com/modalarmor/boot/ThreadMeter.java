package com.modalarmor.boot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the threads of this process take, read from a bench that runs beside a gateway. */
final class ThreadMeter {

  private static final int IDLE_S = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadMeter() {}

  /** By all event loops, ever. */
  static long allocatedBytes() {
    long sum = 0;
    var threads = (com.sun.management.ThreadMXBean) THREADS;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().contains("eventloop")) {
        sum += threads.getThreadAllocatedBytes(id);
      }
    }
    return sum;
  }

  /** What the gateway's timers take while nobody asks, as a part of the time. */
  static double idleShare() {
    long begin = System.nanoTime();
    long before = processorNanos().values().stream().mapToLong(Long::longValue).sum();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_S));
    long after = processorNanos().values().stream().mapToLong(Long::longValue).sum();
    return (after - before) / (double) (System.nanoTime() - begin);
  }

  /** By the names of threads without their numbers; what drives the bench left out. */
  static Map<String, Long> processorNanos() {
    Map<String, Long> groups = new TreeMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      long nanos = THREADS.getThreadCpuTime(id);
      if (info != null && nanos > 0 && id != Thread.currentThread().getId()) {
        String name = info.getThreadName().replaceAll("[0-9]+", "#");
        if (!name.equals("replayed")) {
          groups.merge(name, nanos, Long::sum);
        }
      }
    }
    return groups;
  }
}
