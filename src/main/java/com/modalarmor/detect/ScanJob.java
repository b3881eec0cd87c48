package com.modalarmor.detect;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Direction;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A question to the detection lane: find the texts in these bodies and look at them. Immutable.
 *
 * @param hidden what an answer must not tell; null = nothing
 * @param reader who may know which of these texts were clean before; null = read each anew
 * @param unwanted becomes true when nobody waits for the answer: a large scan then ends early.
 *     Asked from any thread
 */
public record ScanJob(
    List<byte[]> bodies,
    Decoder decoder,
    ScanPlan plan,
    Direction direction,
    HiddenContext hidden,
    String reader,
    BooleanSupplier unwanted) {

  private static final BooleanSupplier WANTED = () -> false;

  public ScanJob(
      List<byte[]> bodies,
      Decoder decoder,
      ScanPlan plan,
      Direction direction,
      HiddenContext hidden) {
    this(bodies, decoder, plan, direction, hidden, null, WANTED);
  }

  public ScanJob(List<byte[]> bodies, Decoder decoder, ScanPlan plan, Direction direction) {
    this(bodies, decoder, plan, direction, null);
  }

  /** The same question, which need not be answered once that is true. */
  public ScanJob unless(BooleanSupplier over) {
    return new ScanJob(bodies, decoder, plan, direction, hidden, reader, over);
  }

  /** The same question of somebody who may have asked about some of these texts before. */
  public ScanJob of(String newReader) {
    return new ScanJob(bodies, decoder, plan, direction, hidden, newReader, unwanted);
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
