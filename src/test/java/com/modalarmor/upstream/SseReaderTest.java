package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseReaderTest {

  private static final String[] STREAM = {
    ": a comment",
    "event: message",
    "data: {\"a\":1}",
    "",
    "data:{\"b\":",
    "data: \"two lines ü\"}",
    "id: 7",
    "",
    "",
    "database: not data",
    "dat: nor this",
    "data: {\"c\":3}",
    "retry: 10",
    "",
    "data:  {\"d\": \"leading space kept\"}",
    "",
    ""
  };
  private static final List<String> EXPECTED =
      List.of(
          "{\"a\":1}",
          "{\"b\":\n\"two lines ü\"}",
          "{\"c\":3}",
          " {\"d\": \"leading space kept\"}");

  private static byte[] stream(String lineEnd) {
    return String.join(lineEnd, STREAM).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(SseReader reader) {
    return reader.events().stream().map(e -> new String(e, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void a_stream_split_at_any_byte_gives_the_same_events_for_all_three_line_ends() {
    int rows = 0;
    for (String lineEnd : new String[] {"\n", "\r\n", "\r"}) {
      byte[] whole = stream(lineEnd);
      for (int at = 0; at <= whole.length; at++) {
        SseReader reader = new SseReader();
        reader.read(Arrays.copyOfRange(whole, 0, at));
        reader.read(Arrays.copyOfRange(whole, at, whole.length));
        assertEquals(EXPECTED, texts(reader), "split at " + at);
        assertTrue(reader.endsClean(), "split at " + at);
        rows++;
      }
    }
    assertEquals(stream("\n").length + stream("\r\n").length + stream("\r").length + 3, rows);
  }

  @Test
  void any_chunking_gives_the_same_events() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = stream("\r\n");
    for (int round = 0; round < 500; round++) {
      SseReader reader = new SseReader();
      for (int at = 0; at < whole.length; ) {
        int end = Math.min(whole.length, at + 1 + random.nextInt(20));
        reader.read(Arrays.copyOfRange(whole, at, end));
        at = end;
      }
      assertEquals(EXPECTED, texts(reader), "seed " + seed);
    }
  }

  @Test
  void a_byte_order_mark_does_not_swallow_the_first_event() {
    SseReader reader = new SseReader();
    reader.read(new byte[] {(byte) 0xef, (byte) 0xbb});
    reader.read(new byte[] {(byte) 0xbf});
    reader.read("data: {}\n\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("{}"), texts(reader));
  }

  @Test
  void a_stream_does_not_end_clean_within_an_event() {
    for (String cut : new String[] {"data: {}", "data: {}\n", "data: {}\n\ndata", "", "\n\n"}) {
      SseReader reader = new SseReader();
      reader.read(cut.getBytes(StandardCharsets.UTF_8));
      assertFalse(reader.endsClean(), cut);
    }
  }

  @Test
  void a_long_event_grows_without_loss() {
    SseReader reader = new SseReader();
    String json = "{\"t\":\"" + "x".repeat(100_000) + "\"}";
    for (byte b : ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8)) {
      reader.read(new byte[] {b});
    }
    assertEquals(List.of(json), texts(reader));
  }
}
