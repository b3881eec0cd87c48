package com.modalarmor.detect;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Direction;
import java.util.List;

/** A question to the detection lane: find the texts in these bodies and look at them. Immutable. */
public record ScanJob(List<byte[]> bodies, Decoder decoder, ScanPlan plan, Direction direction) {

  /** Bytes to be inspected: decides where the job runs. */
  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < bodies.size(); i++) {
      bytes += bodies.get(i).length;
    }
    return bytes;
  }
}
