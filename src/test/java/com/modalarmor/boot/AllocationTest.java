package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Document;
import com.modalarmor.detect.AttackScan;
import com.modalarmor.detect.BenchTexts;
import com.modalarmor.detect.ScanResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A clean text must leave next to nothing for the garbage collector. */
final class AllocationTest {

  private static final int BYTES_MAX = 4_096;
  private static final int WARM_UP = 3_000;
  private static final int SCANS = 2_000;

  @Test
  void a_clean_scan_of_2_KB_allocates_at_most_4_KB() {
    AttackScan scan = new AttackScan(Policies.detectors(Path.of(""), Path.of("")));
    Document[] documents = new Document[16];
    for (int i = 0; i < documents.length; i++) {
      documents[i] = AttackScan.document(BenchTexts.clean(2_048, i));
    }
    run(scan, documents, WARM_UP);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    run(scan, documents, SCANS);
    double bytes = (threads.getThreadAllocatedBytes(id) - before) / (double) SCANS;
    assertTrue(bytes > 0 && bytes <= BYTES_MAX, "bytes a scan: " + bytes);
  }

  private static void run(AttackScan scan, Document[] documents, int times) {
    for (int i = 0; i < times; i++) {
      ScanResult result = scan.scan(documents[i % documents.length]);
      assertTrue(result.coverage().complete());
    }
  }
}
