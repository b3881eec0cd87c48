package com.modalarmor.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** An audit event as JSON, its number first. Used by one thread. */
final class EventJson {

  private static final long MS_PER_SECOND = 1_000;

  private static final byte[] SEQUENCE = name('{', "sequence");
  private static final byte[] TIME = name(',', "time");
  private static final byte[] REQUEST_ID = name(',', "request_id");
  private static final byte[] TENANT = name(',', "tenant");
  private static final byte[] ACTOR = name(',', "actor");
  private static final byte[] ROUTE = name(',', "route");
  private static final byte[] MODEL = name(',', "model");
  private static final byte[] HTTP = name(',', "http");
  private static final byte[] STATUS = name(',', "status");
  private static final byte[] OUTCOME = name(',', "outcome");
  private static final byte[] SHADOW = name(',', "shadow");
  private static final byte[] FINDINGS = name(',', "findings");
  private static final byte[] SKIPPED = name(',', "skipped");
  private static final byte[] POLICY = name(',', "policy");
  private static final byte[] INPUT_TOKENS = name(',', "input_tokens");
  private static final byte[] OUTPUT_TOKENS = name(',', "output_tokens");
  private static final byte[] ELAPSED_US = name(',', "elapsed_us");
  private static final byte[] VECTORS = name(',', "vectors");

  private long second = Long.MIN_VALUE;
  private String secondText = "";
  private long timeMs = Long.MIN_VALUE;
  private String time = "";

  private static byte[] name(char before, String name) {
    return (before + "\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  void write(RecordBytes out, AuditEvent e, long number) {
    out.number(SEQUENCE, number);
    out.text(TIME, time(e.timeMs()));
    out.text(REQUEST_ID, e.requestId());
    out.text(TENANT, e.tenant());
    out.text(ACTOR, e.actor());
    out.text(ROUTE, e.route());
    out.text(MODEL, e.model());
    out.text(HTTP, e.httpVersion());
    out.number(STATUS, e.status());
    out.text(OUTCOME, e.outcome());
    out.text(SHADOW, e.shadow());
    out.texts(FINDINGS, e.findings());
    out.texts(SKIPPED, e.skipped());
    out.text(POLICY, e.policy());
    out.number(INPUT_TOKENS, e.inputTokens());
    out.number(OUTPUT_TOKENS, e.outputTokens());
    out.number(ELAPSED_US, e.elapsedUs());
    if (e.vectors() != null) {
      out.raw(VECTORS);
      out.raw(JsonBytes.object(json -> write(json, e.vectors())));
    }
    out.sign('}');
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
  }
}
