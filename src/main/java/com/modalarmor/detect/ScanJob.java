package com.modalarmor.detect;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Direction;
import java.util.List;

/**
 * A question to the detection lane: find the texts in these bodies and look at them. Immutable.
 *
 * @param hidden what an answer must not tell; null = nothing
 */
public record ScanJob(
    List<byte[]> bodies,
    Decoder decoder,
    ScanPlan plan,
    Direction direction,
    HiddenContext hidden) {

  public ScanJob(List<byte[]> bodies, Decoder decoder, ScanPlan plan, Direction direction) {
    this(bodies, decoder, plan, direction, null);
  }

  /** Bytes to be inspected: decides where the job runs. */
  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < bodies.size(); i++) {
      bytes += bodies.get(i).length;
    }
    return bytes;
  }
}
