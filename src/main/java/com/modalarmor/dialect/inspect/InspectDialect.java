package com.modalarmor.dialect.inspect;

import com.modalarmor.dialect.Dialect;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.verdict.Refusal;

/** The route {@code POST /v1/inspect}. */
public final class InspectDialect implements Dialect {

  private static final String PATH = "/v1/inspect";

  private final HttpInspectWire wire;

  public InspectDialect(JsonLimits limits) {
    this.wire = new HttpInspectWire(new InspectDecoder(limits));
  }

  @Override
  public Wire match(String method, String path, String query) {
    if (!path.equals(PATH)) {
      return null;
    }
    if (!method.equals("POST")) {
      throw new Refusal(Refusal.Reason.METHOD_NOT_ALLOWED);
    }
    return wire;
  }
}
