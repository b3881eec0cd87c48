package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.verdict.Refusal;
import java.util.List;

/**
 * Looks for bodies that break the Gemini decoder, led by coverage: {@code .ci/fuzz DecoderFuzz}.
 * {@link DecoderFuzzSeedsTest} plays damaged bodies in the ordinary run.
 */
class DecoderFuzz {

  private static final int BYTES_MAX = 4_096;
  private static final Decoder REQUESTS = GeminiDecoder.ofRequests(JsonLimits.DEFAULT);
  private static final Decoder REPLIES = GeminiDecoder.ofReplies(JsonLimits.DEFAULT);

  @FuzzTest(maxDuration = "1m")
  void a_body_is_decoded_or_refused(FuzzedDataProvider data) {
    check(data.consumeBytes(BYTES_MAX));
  }

  /** Decoded or refused with a {@link Refusal}; each text stands inside the body. */
  static void check(byte[] body) {
    for (Decoder decoder : List.of(REQUESTS, REPLIES)) {
      try {
        Document document = decoder.decode(List.of(body));
        for (Part part : document.parts()) {
          assertTrue(
              part.start() >= 0 && part.start() <= part.end() && part.end() <= body.length,
              "range of a part");
        }
      } catch (Refusal refusal) {
        assertTrue(refusal.reason() != null, "a reason");
      }
    }
  }
}
