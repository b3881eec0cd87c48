package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.quality.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ordinary run's part of {@link DecoderFuzz}: bodies damaged at random. */
class DecoderFuzzSeedsTest {

  private static final String[] BODIES = {
    "{\"systemInstruction\":{\"parts\":[{\"text\":\"Be kind\"}]},\"contents\":[{\"role\":\"user\","
        + "\"parts\":[{\"text\":\"Hi\"},{\"inlineData\":{\"mimeType\":\"text/plain\",\"data\":"
        + "\"aGVsbG8=\"}},{\"functionResponse\":{\"name\":\"f\",\"response\":{\"a\":[\"b\",1]}}}]}],"
        + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"description\":\"does\"}]}],"
        + "\"generationConfig\":{\"temperature\":0.5}}",
    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello\",\"thought\":true},{\"text\":\""
        + " you\"}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":"
        + "{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5}}",
    "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"modelVersion\":\"m\"}"
  };

  @Test
  void a_damaged_body_is_decoded_or_refused() {
    int cases = 0;
    for (long seed = 20_261_103; seed < 20_261_103 + 9_000; seed++) {
      Random random = new Random(seed);
      String body = Mutation.of(BODIES[(int) (seed % BODIES.length)], random);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      try {
        DecoderFuzz.check(random.nextBoolean() ? bytes : Mutation.of(bytes, random));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      cases++;
    }
    assertEquals(9_000, cases);
  }
}
