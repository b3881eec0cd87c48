package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CPU time and resident memory of processes from {@code /proc}.
 *
 * <p>Stateless; any thread. A process or thread that ends while being read counts as absent.
 */
final class ProcFs {
  private static final Path PROC = Path.of("/proc");
  private static final long TICK_NS = 10_000_000;

  private ProcFs() {}

  static boolean hasSchedstat() {
    return Files.isReadable(PROC.resolve("self/schedstat"));
  }

  static CpuReading cpu(List<Long> pids) {
    Map<Long, CpuReading.ThreadCpu> threads = new HashMap<>();
    for (long pid : pids) {
      try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
        for (Path task : tasks) {
          readThread(task, threads);
        }
      } catch (IOException | UncheckedIOException gone) {
        continue;
      }
    }
    return new CpuReading(threads);
  }

  private static void readThread(Path task, Map<Long, CpuReading.ThreadCpu> into) {
    try {
      long ns = CpuReading.parseSchedstatNs(Files.readString(task.resolve("schedstat")));
      boolean jit = CpuReading.isJit(Files.readString(task.resolve("comm")));
      long tid = Long.parseLong(task.getFileName().toString());
      into.put(tid, new CpuReading.ThreadCpu(ns, jit));
    } catch (IOException | IllegalArgumentException gone) {
      // The thread ended between the listing and the reading.
      return;
    }
  }

  /** CPU time of this process' children that have ended, in ticks of 10 ms; 0 = not known. */
  static long endedChildrenNs() {
    try {
      return parseEndedChildrenTicks(Files.readString(PROC.resolve("self/stat"))) * TICK_NS;
    } catch (IOException e) {
      return 0;
    }
  }

  /** User and system time of ended children: fields 16 and 17 of a {@code stat} file. */
  static long parseEndedChildrenTicks(String stat) {
    // The second field is a name in brackets, which may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
  }

  /** Resident bytes of all the processes together. */
  static long rssBytes(List<Long> pids) {
    long sum = 0;
    for (long pid : pids) {
      try {
        sum += parseVmRssBytes(Files.readAllLines(PROC.resolve(pid + "/status")));
      } catch (IOException gone) {
        continue;
      }
    }
    return sum;
  }

  /** The {@code VmRSS: 1234 kB} line of a status file; 0 when there is none. */
  static long parseVmRssBytes(List<String> status) {
    for (String line : status) {
      if (line.startsWith("VmRSS:") && line.endsWith("kB")) {
        return Long.parseLong(line.substring(6, line.length() - 2).strip()) * 1024;
      }
    }
    return 0;
  }
}
