package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.vector.rights.Label;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a reply is spelt: what could fail is not put off until its record has been handed over. */
final class VectorReplyTest {

  private static final VectorResult HITS = new VectorResult.Hits(List.of(), Set.of());
  private static final VectorResult COUNT = new VectorResult.Counted(3);

  private int spelt;

  private VectorReply reply(VectorResult result, RuntimeException fault) {
    VectorCodec codec =
        new VectorCodec() {
          @Override
          public VectorRequest decode(byte[] body, Label label) {
            throw new AssertionError("nothing is asked here");
          }

          @Override
          public byte[] encode(VectorResult said) {
            spelt++;
            if (fault != null) {
              throw fault;
            }
            return new byte[] {1};
          }

          @Override
          public int status(VectorResult said) {
            return 200;
          }
        };
    return VectorReply.of(codec, result, new Access());
  }

  @Test
  void hits_for_a_loop_alone_wait() {
    RuntimeException fault = new IllegalStateException("of the test");
    VectorReply waiting = reply(HITS, fault);
    assertDoesNotThrow(() -> waiting.spelt(true));
    assertEquals(0, spelt);
    assertSame(fault, assertThrows(RuntimeException.class, waiting::body));
    assertThrows(RuntimeException.class, () -> reply(HITS, fault).spelt(false));
    assertThrows(RuntimeException.class, () -> reply(COUNT, fault).spelt(true));
    assertThrows(RuntimeException.class, () -> reply(COUNT, fault).spelt(false));
  }

  @Test
  void it_is_spelt_once() {
    VectorReply reply = reply(COUNT, null).spelt(true);
    assertSame(reply.body(), reply.body());
    assertEquals(1, spelt);
  }
}
