package com.modalarmor.upstream;

import com.modalarmor.vector.Embedder.Task;
import java.util.List;

/** How one provider is asked for the vectors of texts. Immutable. */
public interface EmbeddingForm {

  /** Texts of one request. */
  int textsMax();

  ProviderRequest request(String model, int dimensions, List<String> texts, Task task);

  /**
   * The vectors of an answer, in the order of the texts; throws {@code Refusal(UPSTREAM_ERROR)}.
   */
  List<float[]> vectors(byte[] answer);
}
