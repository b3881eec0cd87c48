package com.modalarmor.load.pairbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2loadLogTest {
  private static H2loadLog parse(String text) throws IOException {
    return H2loadLog.parse(new BufferedReader(new StringReader(text)));
  }

  @Test
  void counts_statuses_and_takes_everything_but_2xx_as_an_error() throws IOException {
    H2loadLog log =
        parse("1000\t200\t10\n1000\t204\t20\n1000\t429\t5\n1000\t-1\t7\n1000\t302\t1\n");
    assertEquals(2, log.ok());
    assertEquals(3, log.errors());
    assertEquals(Map.of(200, 1L, 204, 1L, 429, 1L, -1, 1L, 302, 1L), log.statuses());
  }

  @Test
  void percentiles_are_nearest_rank_over_the_2xx_rows() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 100; i >= 1; i--) {
      rows.append("5\t200\t").append(i * 1000).append('\n');
    }
    rows.append("5\t500\t9999999\n");
    H2loadLog log = parse(rows.toString());
    assertEquals(50.0, log.percentileMs(50));
    assertEquals(99.0, log.percentileMs(99));
    assertEquals(100.0, log.percentileMs(100));
  }

  @Test
  void time_runs_from_the_first_start_to_the_last_end() throws IOException {
    H2loadLog log = parse("3000000\t200\t500000\n1000000\t200\t1\n2500000\t200\t1500000\n");
    assertEquals(3.0, log.seconds());
    assertEquals(1.0, log.requestsPerS());
  }

  @Test
  void further_columns_are_ignored() throws IOException {
    assertEquals(0.042, parse("1\t200\t42\tmore\tcolumns\n").percentileMs(50));
  }

  @Test
  void an_empty_log_has_no_rate_and_no_percentile() throws IOException {
    H2loadLog log = parse("");
    assertEquals(0, log.ok());
    assertEquals(0, log.requestsPerS());
    assertTrue(Double.isNaN(log.percentileMs(99)));
  }

  @Test
  void a_row_without_columns_is_refused() {
    assertThrows(IOException.class, () -> parse("1\t200\n"));
  }

  @Test
  void many_rows_grow_the_buffer() throws IOException {
    assertEquals(10_000, parse("1\t200\t3\n".repeat(10_000)).ok());
  }
}
