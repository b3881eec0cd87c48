package com.modalarmor.vector;

/**
 * What came of a job. Its bytes are the wire's own and spelt once, by whoever asks first. A reply
 * goes from the thread that made it to one other and is used by one at a time.
 */
public final class VectorReply {

  private final VectorCodec codec;
  private final VectorResult result;
  private final VectorFault fault;
  private final Access access;
  private byte[] body;

  private VectorReply(VectorCodec codec, VectorResult result, VectorFault fault, Access access) {
    this.codec = codec;
    this.result = result;
    this.fault = fault;
    this.access = access;
  }

  static VectorReply of(VectorCodec codec, VectorResult result, Access access) {
    return new VectorReply(codec, result, null, access);
  }

  static VectorReply of(VectorFault fault, Access access) {
    return new VectorReply(null, null, fault, access);
  }

  /** What is told in the place of a body; null = all is well, and the rest is there. */
  public VectorFault fault() {
    return fault;
  }

  public VectorResult result() {
    return result;
  }

  public Access access() {
    return access;
  }

  public int status() {
    return codec.status(result);
  }

  public byte[] body() {
    if (body == null) {
      body = codec.encode(result);
    }
    return body;
  }

  /**
   * The same reply, spelt now, unless that is sure to succeed and small: hits for an event loop,
   * rows that were read from JSON. Those are spelt while the record of them is written, and a
   * record is not to say of an answer that it was given when it could not be.
   */
  VectorReply spelt(boolean onLoop) {
    if (!onLoop || !(result instanceof VectorResult.Hits)) {
      body();
    }
    return this;
  }
}
