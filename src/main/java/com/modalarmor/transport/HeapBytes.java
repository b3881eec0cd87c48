package com.modalarmor.transport;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** The bytes of what was received. Stateless. */
public final class HeapBytes {

  private HeapBytes() {}

  /**
   * All bytes of a buffer that nobody else uses any more. Not copied where they are a whole array,
   * as Vert.x makes them of what it reads: do not change the buffer afterwards.
   */
  public static byte[] of(Buffer received) {
    ByteBuf bytes = ((BufferInternal) received).getByteBuf();
    boolean whole =
        bytes.hasArray()
            && bytes.arrayOffset() + bytes.readerIndex() == 0
            && bytes.array().length == received.length();
    return whole ? bytes.array() : received.getBytes();
  }
}
