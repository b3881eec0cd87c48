package com.modalarmor.dialect;

import com.modalarmor.dialect.chroma.ChromaDialect;
import com.modalarmor.dialect.gemini.GeminiDialect;
import com.modalarmor.dialect.inspect.InspectDialect;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.verdict.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * All client-facing wires, in the order they are asked; the one place to add a new one. Immutable.
 */
public final class Dialects {

  private final List<Dialect> dialects;

  public Dialects(JsonLimits requestLimits, JsonLimits replyLimits) {
    this(requestLimits, replyLimits, false);
  }

  /**
   * @param vectors true when there is a vector store to ask
   */
  public Dialects(JsonLimits requestLimits, JsonLimits replyLimits, boolean vectors) {
    List<Dialect> all = new ArrayList<>();
    all.add(new InspectDialect(requestLimits));
    all.add(new GeminiDialect(requestLimits, replyLimits));
    if (vectors) {
      all.add(new ChromaDialect());
    }
    this.dialects = List.copyOf(all);
  }

  /** The wire for a route; throws {@code Refusal(NOT_FOUND)} when nobody has it. */
  public Wire route(String method, String path, String query) {
    for (int i = 0; i < dialects.size(); i++) {
      Wire wire = dialects.get(i).match(method, path, query);
      if (wire != null) {
        return wire;
      }
    }
    throw new Refusal(Refusal.Reason.NOT_FOUND);
  }
}
