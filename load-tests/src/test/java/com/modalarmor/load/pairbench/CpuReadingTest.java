package com.modalarmor.load.pairbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.load.pairbench.CpuReading.ThreadCpu;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuReadingTest {
  @Test
  void the_first_field_of_schedstat_is_the_time_on_the_cpu() {
    assertEquals(97545L, CpuReading.parseSchedstatNs("97545 75573 2\n"));
    assertThrows(IllegalArgumentException.class, () -> CpuReading.parseSchedstatNs("97545\n"));
    assertThrows(IllegalArgumentException.class, () -> CpuReading.parseSchedstatNs(""));
  }

  @Test
  void only_the_compiler_threads_are_jit() {
    assertTrue(CpuReading.isJit("C2 CompilerThre\n"));
    assertTrue(CpuReading.isJit("C1 CompilerThre\n"));
    assertFalse(CpuReading.isJit("Common-Cleaner\n"));
    assertFalse(CpuReading.isJit("vert.x-eventloo\n"));
  }

  @Test
  void the_difference_leaves_the_compilers_out_and_counts_new_threads_whole() {
    CpuReading before =
        new CpuReading(
            Map.of(
                1L, new ThreadCpu(1000, false),
                2L, new ThreadCpu(500, true),
                3L, new ThreadCpu(9000, false)));
    // Thread 3 has ended, thread 4 is new.
    CpuReading after =
        new CpuReading(
            Map.of(
                1L, new ThreadCpu(1400, false),
                2L, new ThreadCpu(700, true),
                4L, new ThreadCpu(30, false)));
    assertEquals(430, after.nsWithoutJitSince(before));
    assertEquals(630, after.nsSince(before));
    assertEquals(200, after.jitNsSince(before));
  }

  @Test
  void the_time_of_ended_children_is_read_behind_a_name_that_may_hold_anything() {
    String stat = "42 (a) 1 (b c) S 1 42 42 0 -1 4194304 9 8 7 6 5 4 31 12 20 0 1 0 99";
    assertEquals(43, ProcFs.parseEndedChildrenTicks(stat));
  }

  @Test
  void resident_memory_is_read_in_kilobytes() {
    assertEquals(2048L * 1024, ProcFs.parseVmRssBytes(List.of("Name:\tx", "VmRSS:\t    2048 kB")));
    assertEquals(0, ProcFs.parseVmRssBytes(List.of("Name:\tkthread")));
  }

  @Test
  void busy_ticks_are_all_but_idle_and_waiting_and_guests_are_not_counted_twice() {
    long[] ticks = QuietMachine.parse(List.of("cpu  10 1 20 300 5 0 2 3 9 9", "cpu0 1 1 1 1 1"));
    assertEquals(36, ticks[0]);
    assertEquals(341, ticks[1]);
  }

  @Test
  void this_process_has_cpu_time_and_memory() {
    List<Long> self = List.of(ProcessHandle.current().pid());
    assertTrue(ProcFs.cpu(self).nsSince(new CpuReading(Map.of())) > 0);
    assertTrue(ProcFs.rssBytes(self) > 1 << 20);
  }
}
