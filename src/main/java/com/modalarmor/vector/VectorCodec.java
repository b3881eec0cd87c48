package com.modalarmor.vector;

import com.modalarmor.vector.rights.Label;

/** One wire's words for one route. Immutable. */
public interface VectorCodec {

  /**
   * Throws a {@link VectorFault} for a body that the route does not take.
   *
   * @param label where the caller wants new rows to be put; null = not said
   */
  VectorRequest decode(byte[] body, Label label);

  /** True for a route whose questions an event loop may ask, where the store does not block. */
  default boolean isLight() {
    return false;
  }

  byte[] encode(VectorResult result);

  int status(VectorResult result);
}
