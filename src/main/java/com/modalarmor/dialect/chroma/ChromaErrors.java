package com.modalarmor.dialect.chroma;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.verdict.Refusal;

/** Errors in Chroma's shape: {@code {"error","message"}}. Stateless. */
final class ChromaErrors {

  private ChromaErrors() {}

  static Answer of(Refusal refusal) {
    int status = refusal.reason().status();
    return of(status, name(status), refusal.getMessage());
  }

  static Answer of(VectorFault fault) {
    return of(fault.kind().status(), fault.kind().error(), fault.getMessage());
  }

  private static String name(int status) {
    return switch (status) {
      case 401, 403 -> "AuthError";
      case 404 -> "NotFoundError";
      case 429 -> "RateLimitError";
      default -> status < 500 ? "InvalidArgumentError" : "InternalError";
    };
  }

  private static Answer of(int status, String error, String message) {
    return Answer.json(
        status,
        JsonBytes.object(
            out -> {
              out.writeStringField("error", error);
              out.writeStringField("message", message);
            }));
  }
}
