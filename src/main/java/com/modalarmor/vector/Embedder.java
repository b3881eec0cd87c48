package com.modalarmor.vector;

import com.modalarmor.policy.CompiledPolicy;
import io.vertx.core.Future;
import java.util.List;

/** Turns texts into vectors by a model. Confined to the verticle that it was made for. */
public interface Embedder {

  /** What the vectors are for: models make different ones. */
  enum Task {
    /** To be searched with. */
    QUERY,
    /** To be found. */
    DOCUMENT
  }

  /** Of all its vectors. */
  int dimensions();

  /** Texts of one request. */
  int textsMax();

  /**
   * One vector of length 1 for each text, in their order; fails with a {@code Refusal}. The texts
   * go to a model: they have been inspected before.
   *
   * @param peers nobody learns from an answer's speed what others than these have asked or written
   */
  Future<List<float[]>> embed(CompiledPolicy policy, String peers, List<String> texts, Task task);
}
