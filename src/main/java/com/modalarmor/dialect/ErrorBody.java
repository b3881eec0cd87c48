package com.modalarmor.dialect;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.verdict.Refusal;

/**
 * Errors in the shape of Google's APIs: {@code {"error":{"code","message","status"}}}. Stateless.
 */
public final class ErrorBody {

  private ErrorBody() {}

  public static Answer of(Refusal refusal) {
    Refusal.Reason reason = refusal.reason();
    return Answer.json(
        reason.status(),
        JsonBytes.object(
            out -> {
              out.writeObjectFieldStart("error");
              out.writeNumberField("code", reason.status());
              out.writeStringField("message", refusal.getMessage());
              out.writeStringField("status", reason.rpcStatus());
              out.writeEndObject();
            }));
  }
}
