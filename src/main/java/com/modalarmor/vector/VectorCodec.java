package com.modalarmor.vector;

import com.modalarmor.vector.rights.Label;

/** One wire's words for one route; runs on a vector worker. Immutable. */
public interface VectorCodec {

  /**
   * Throws a {@link VectorFault} for a body that the route does not take.
   *
   * @param label where the caller wants new rows to be put; null = not said
   */
  VectorRequest decode(byte[] body, Label label);

  byte[] encode(VectorResult result);

  int status(VectorResult result);
}
