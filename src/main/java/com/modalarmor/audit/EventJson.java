package com.modalarmor.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** An audit event as JSON, its number first. Used by one thread. */
final class EventJson {

  private static final long MS_PER_SECOND = 1_000;

  private long second = Long.MIN_VALUE;
  private String secondText = "";
  private long timeMs = Long.MIN_VALUE;
  private String time = "";

  void write(JsonGenerator out, AuditEvent e, long number) throws IOException {
    out.writeStartObject();
    out.writeNumberField("sequence", number);
    out.writeStringField("time", time(e.timeMs()));
    out.writeStringField("request_id", e.requestId());
    out.writeStringField("tenant", e.tenant());
    out.writeStringField("actor", e.actor());
    out.writeStringField("route", e.route());
    out.writeStringField("model", e.model());
    out.writeStringField("http", e.httpVersion());
    out.writeNumberField("status", e.status());
    out.writeStringField("outcome", e.outcome());
    out.writeStringField("shadow", e.shadow());
    JsonBytes.strings(out, "findings", e.findings());
    JsonBytes.strings(out, "skipped", e.skipped());
    out.writeStringField("policy", e.policy());
    out.writeNumberField("input_tokens", e.inputTokens());
    out.writeNumberField("output_tokens", e.outputTokens());
    out.writeNumberField("elapsed_us", e.elapsedUs());
    if (e.vectors() != null) {
      write(out, e.vectors());
    }
    out.writeEndObject();
  }

  /**
   * As {@link Instant#toString} has it. A batch has many records of one millisecond, and a lone
   * answer waits for its record: the date is spelt once a second.
   */
  String time(long newMs) {
    if (newMs != timeMs) {
      long newSecond = Math.floorDiv(newMs, MS_PER_SECOND);
      if (newSecond != second) {
        second = newSecond;
        String whole = Instant.ofEpochSecond(newSecond).toString();
        secondText = whole.substring(0, whole.length() - 1);
      }
      timeMs = newMs;
      time = time((int) Math.floorMod(newMs, MS_PER_SECOND));
    }
    return time;
  }

  private String time(int ms) {
    if (ms == 0) {
      return secondText + 'Z';
    }
    return new StringBuilder(secondText.length() + 5)
        .append(secondText)
        .append('.')
        .append((char) ('0' + ms / 100))
        .append((char) ('0' + ms / 10 % 10))
        .append((char) ('0' + ms % 10))
        .append('Z')
        .toString();
  }

  private static void write(JsonGenerator out, VectorRecord vectors) throws IOException {
    out.writeObjectFieldStart("vectors");
    out.writeStringField("clearance", vectors.clearance());
    JsonBytes.strings(out, "roles", vectors.roles());
    out.writeStringField("collection", vectors.collection());
    JsonBytes.strings(out, "ids", vectors.ids());
    out.writeNumberField("rows", vectors.rows());
    JsonBytes.strings(out, "labels", vectors.labels());
    out.writeObjectFieldStart("denied");
    for (Map.Entry<String, Integer> denied : vectors.denied().entrySet()) {
      out.writeNumberField(denied.getKey(), denied.getValue());
    }
    out.writeEndObject();
    out.writeNumberField("quarantined", vectors.quarantined());
    out.writeNumberField("flooding", vectors.flooding());
    out.writeNumberField("hubs", vectors.hubs());
    out.writeBooleanField("probing", vectors.probing());
    out.writeEndObject();
  }
}
