package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for bytes that break the JSON door, led by coverage: {@code .ci/fuzz JsonFuzz}. {@link
 * JsonFuzzSeedsTest} plays damaged documents in the ordinary run.
 */
class JsonFuzz {

  private static final int BYTES_MAX = 4_096;
  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

  @FuzzTest(maxDuration = "1m")
  void a_document_is_read_or_refused(FuzzedDataProvider data) {
    check(data.consumeBytes(BYTES_MAX));
  }

  /** Read or refused with a {@link JsonFault}; what is told lies inside the document. */
  static void check(byte[] json) {
    try {
      READER.read(
          json,
          (at, text, start, end) ->
              assertTrue(start >= 0 && end - start >= 2 && end <= json.length, "string range"));
    } catch (JsonFault fault) {
      assertTrue(fault.offset() >= 0 && fault.offset() <= json.length, "fault at " + fault);
    }
  }
}
