package com.modalarmor.vector.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTest {

  private static final String ADVISOR =
      "org.apache.lucene.internal.vectorization.VectorizationProvider";

  @Test
  void what_lucene_thinks_of_the_java_version_is_not_told_to_whoever_starts_a_gateway(
      @TempDir Path folder) throws Exception {
    List<String> told = new ArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(line.getLevel() + " " + line.getLoggerName());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger all = Logger.getLogger("");
    all.addHandler(listener);
    try (Disk disk = new Disk(folder)) {
      Logger advisor = Logger.getLogger(ADVISOR);
      advisor.info("of no use");
      advisor.warning("of no use");
      assertEquals(List.of(), told);
      advisor.severe("an index is broken");
      assertEquals(List.of("SEVERE " + ADVISOR), told);
    } finally {
      all.removeHandler(listener);
    }
  }
}
