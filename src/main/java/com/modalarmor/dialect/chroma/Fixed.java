package com.modalarmor.dialect.chroma;

import com.modalarmor.identity.Caller;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.vector.Space;
import java.nio.charset.StandardCharsets;

/** The answers that need no store. Stateless. */
final class Fixed {

  /** What Chroma's server calls itself, whatever its build. */
  private static final String VERSION = "1.0.0";

  private Fixed() {}

  static ChromaWire heartbeat() {
    return ChromaWire.fixed(
        "chroma.heartbeat",
        caller ->
            JsonBytes.object(
                out ->
                    out.writeNumberField(
                        "nanosecond heartbeat", System.currentTimeMillis() * 1_000_000)));
  }

  static ChromaWire version() {
    return ChromaWire.fixed(
        "chroma.version", caller -> ('"' + VERSION + '"').getBytes(StandardCharsets.UTF_8));
  }

  static ChromaWire healthcheck() {
    return ChromaWire.fixed(
        "chroma.healthcheck",
        caller ->
            JsonBytes.object(
                out -> {
                  out.writeBooleanField("is_executor_ready", true);
                  out.writeBooleanField("is_log_client_ready", true);
                }));
  }

  static ChromaWire preFlight() {
    return ChromaWire.fixed(
        "chroma.pre_flight_checks",
        caller ->
            JsonBytes.object(
                out -> {
                  out.writeNumberField("max_batch_size", Bodies.BATCH_MAX);
                  out.writeBooleanField("supports_base64_encoding", true);
                }));
  }

  static ChromaWire identity() {
    return ChromaWire.fixed("chroma.identity", Fixed::identityOf);
  }

  private static byte[] identityOf(Caller caller) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("user_id", caller.actor());
          out.writeStringField("tenant", Space.DEFAULT_TENANT);
          out.writeArrayFieldStart("databases");
          out.writeString(Space.DEFAULT_DATABASE);
          out.writeEndArray();
        });
  }
}
