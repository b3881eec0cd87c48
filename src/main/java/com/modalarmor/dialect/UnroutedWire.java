package com.modalarmor.dialect;

import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.verdict.Refusal;

/**
 * Stands in for the wire of a request that reached none: malformed, or an unknown route. Immutable.
 */
public final class UnroutedWire implements Wire {

  public static final UnroutedWire INSTANCE = new UnroutedWire();

  private UnroutedWire() {}

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String operation() {
    return "none";
  }

  @Override
  public String route() {
    return "none";
  }

  @Override
  public String model() {
    return "";
  }

  @Override
  public Answer refused(Refusal refusal) {
    return ErrorBody.of(refusal);
  }
}
