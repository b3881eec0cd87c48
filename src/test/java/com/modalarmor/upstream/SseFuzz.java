package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for streams of events that read otherwise when they come in other pieces: {@code .ci/fuzz
 * SseFuzz}. {@link SseFuzzSeedsTest} plays damaged streams in the ordinary run.
 */
class SseFuzz {

  private static final int BYTES_MAX = 2_048;

  @FuzzTest(maxDuration = "1m")
  void pieces_make_no_difference(FuzzedDataProvider data) {
    int piece = data.consumeInt(1, 17);
    check(data.consumeBytes(BYTES_MAX), piece);
  }

  /** The same events from the whole and from pieces of that many bytes. */
  static void check(byte[] stream, int piece) {
    SseReader whole = new SseReader();
    whole.read(stream);
    SseReader pieces = new SseReader();
    List<byte[]> events = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      pieces.read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece)));
      events = new ArrayList<>(pieces.events());
    }
    List<byte[]> expected = new ArrayList<>(whole.events());
    assertEquals(expected.size(), events.size());
    for (int i = 0; i < events.size(); i++) {
      assertArrayEquals(expected.get(i), events.get(i));
    }
    assertEquals(whole.endsClean(), pieces.endsClean());
  }
}
