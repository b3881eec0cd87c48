package com.modalarmor.load.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyLineTest {
  private static String line(String port) {
    return "ready {\"data_plane\":\"https://127.0.0.1:"
        + port
        + "\",\"management\":\"http://127.0.0.1:2\",\"jwt\":\"a.b.c\",\"ca\":\"/tmp/ca.pem\"}";
  }

  @Test
  void the_last_ready_line_wins() {
    ReadyLine ready = ReadyLine.find(List.of("starting", line("1"), line("8443"), "curl …"));
    assertEquals(new ReadyLine("https://127.0.0.1:8443", "a.b.c", "/tmp/ca.pem"), ready);
  }

  @Test
  void output_without_a_ready_line_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> ReadyLine.find(List.of("not yet")));
  }

  @Test
  void a_ready_line_without_a_token_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ReadyLine.find(List.of("ready {\"data_plane\":\"https://127.0.0.1:1\",\"ca\":\"x\"}")));
  }
}
