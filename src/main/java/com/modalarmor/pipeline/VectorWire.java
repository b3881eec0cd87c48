package com.modalarmor.pipeline;

import com.modalarmor.identity.Caller;
import com.modalarmor.vector.VectorCodec;
import com.modalarmor.vector.VectorFault;

/** A wire that asks for rows of a vector store. Immutable. */
public interface VectorWire extends Wire {

  boolean hasBody();

  /** The answer that needs no store, such as the version; null where one is needed. */
  Answer immediate(Caller caller);

  VectorCodec codec();

  Answer failed(VectorFault fault);
}
