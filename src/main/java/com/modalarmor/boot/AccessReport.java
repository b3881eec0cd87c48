package com.modalarmor.boot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.audit.AccessTally;
import com.modalarmor.audit.AccessTally.Key;
import com.modalarmor.audit.AccessTally.Kind;
import com.modalarmor.audit.AccessTally.Line;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.policy.VectorSpec.Grant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The access report: who could read which vector collections, who did, who was denied; as JSON, for
 * programs. {@link AccessReportText} is for people. One thread.
 *
 * @param grants by the policy's name
 * @param tenant empty = all; {@code from} and {@code until} empty = the whole log
 */
record AccessReport(
    Map<String, VectorSpec> grants, AccessTally tally, String tenant, String from, String until) {

  static final String RULE =
      "of these collections the rows whose level is at most the caller's clearance and whose"
          + " compartments are among the caller's; own: only rows that the caller wrote";

  /** What a role of a policy may do. */
  record Granted(String policy, String role, Grant grant) {}

  List<Granted> granted() {
    List<Granted> granted = new ArrayList<>();
    grants.forEach(
        (policy, vectors) ->
            vectors.roles().stream()
                .sorted()
                .forEach(
                    role ->
                        vectors
                            .grants(role)
                            .forEach(grant -> granted.add(new Granted(policy, role, grant)))));
    return granted;
  }

  /** An entry of the tally, with what it is about. */
  record Entry(Key key, Line line) {}

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    tally.lines().forEach((key, line) -> entries.add(new Entry(key, line)));
    return entries;
  }

  /** Probing first, then by how much was denied. */
  List<Entry> denied() {
    return entries().stream()
        .filter(entry -> !entry.line().denied().isEmpty())
        .sorted(
            Comparator.comparing((Entry entry) -> !entry.line().probing())
                .thenComparing(entry -> -sum(entry.line().denied())))
        .toList();
  }

  private static long sum(Map<String, Long> numbers) {
    return numbers.values().stream().mapToLong(Long::longValue).sum();
  }

  byte[] json() {
    return JsonBytes.object(this::write);
  }

  private void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("covers");
    out.writeStringField("tenant", tenant.isEmpty() ? "all" : tenant);
    out.writeStringField("from", from);
    out.writeStringField("until", until);
    out.writeNumberField("records", tally.records());
    out.writeStringField("first_record", tally.first());
    out.writeStringField("last_record", tally.last());
    out.writeNumberField("unreadable_lines", tally.unreadable());
    out.writeNumberField("records_beyond_the_bound", tally.beyond());
    out.writeEndObject();
    out.writeArrayFieldStart("could_read");
    for (Granted granted : granted()) {
      could(out, granted);
    }
    out.writeEndArray();
    out.writeStringField("rule", RULE);
    out.writeArrayFieldStart("did");
    for (Entry entry : entries()) {
      did(out, entry);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("denied");
    for (Entry entry : denied()) {
      denied(out, entry);
    }
    out.writeEndArray();
  }

  private static void could(JsonGenerator out, Granted granted) throws IOException {
    Grant grant = granted.grant();
    out.writeStartObject();
    out.writeStringField("policy", granted.policy());
    out.writeStringField("role", granted.role());
    JsonBytes.strings(out, "collections", grant.collections());
    JsonBytes.strings(out, "any", names(grant.any()));
    JsonBytes.strings(out, "own", names(grant.own()));
    out.writeEndObject();
  }

  static List<String> names(Set<VectorOperation> operations) {
    return operations.stream().sorted().map(VectorOperation::wireName).toList();
  }

  private static void did(JsonGenerator out, Entry entry) throws IOException {
    Line line = entry.line();
    begin(out, entry);
    for (Kind kind : Kind.values()) {
      out.writeObjectFieldStart(kind.name().toLowerCase(Locale.ROOT));
      out.writeNumberField("requests", line.requests(kind));
      out.writeNumberField("rows", line.rows(kind));
      out.writeEndObject();
    }
    numbers(out, "operations", line.operations());
    JsonBytes.strings(out, "labels", line.labels());
    out.writeNumberField("quarantined", line.quarantined());
    out.writeStringField("first", line.first());
    out.writeStringField("last", line.last());
    out.writeEndObject();
  }

  private static void denied(JsonGenerator out, Entry entry) throws IOException {
    Line line = entry.line();
    begin(out, entry);
    numbers(out, "by_level", line.denied());
    out.writeNumberField("requests", line.deniedRequests());
    out.writeBooleanField("probing", line.probing());
    out.writeStringField("first", line.firstDenied());
    out.writeStringField("last", line.lastDenied());
    out.writeEndObject();
  }

  private static void begin(JsonGenerator out, Entry entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("tenant", entry.key().tenant());
    out.writeStringField("actor", entry.key().actor());
    JsonBytes.strings(out, "roles", entry.line().roles());
    JsonBytes.strings(out, "clearances", entry.line().clearances());
    out.writeStringField("collection", entry.key().collection());
  }

  private static void numbers(JsonGenerator out, String name, Map<String, Long> numbers)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> entry : numbers.entrySet()) {
      out.writeNumberField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }
}
