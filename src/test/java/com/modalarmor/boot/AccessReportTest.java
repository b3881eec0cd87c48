package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Who could read, who did, who was denied: from policies and records as they are written. */
final class AccessReportTest {

  private static String record(String time, String actor, String route, String vectors) {
    return "{\"sequence\":1,\"time\":\""
        + time
        + "\",\"tenant\":\"acme\",\"actor\":\""
        + actor
        + "\",\"route\":\""
        + route
        + "\""
        + vectors
        + "}\n";
  }

  private static String vectors(int rows, String labels, String denied, boolean probing) {
    return ",\"vectors\":{\"clearance\":\"secret;hr\",\"roles\":[\"app\"],\"collection\":\"docs\",\"ids\":[\"a\"],\"rows\":"
        + rows
        + ",\"labels\":["
        + labels
        + "],\"denied\":{"
        + denied
        + "},\"quarantined\":0,\"probing\":"
        + probing
        + "}";
  }

  private static JsonObject report(String... arguments) {
    StringWriter out = new StringWriter();
    int code = new CommandLine(new Main()).setOut(new PrintWriter(out)).execute(arguments);
    assertEquals(0, code);
    return new JsonObject(out.toString());
  }

  @Test
  void the_access_report_adds_up_the_audit_log(@TempDir Path folder) throws Exception {
    String log =
        record(
                "2027-01-01T00:00:00Z",
                "sub:a",
                "chroma.get",
                vectors(3, "\"secret;hr\"", "", false))
            + record(
                "2027-01-02T00:00:00Z",
                "sub:a",
                "chroma.query",
                vectors(2, "\"public\"", "", false))
            + record(
                "2027-01-03T00:00:00Z",
                "sub:b",
                "chroma.get",
                vectors(0, "", "\"secret\":20", true))
            + record(
                "2027-01-02T00:00:01Z",
                "sub:a",
                "chroma.add",
                vectors(7, "\"secret;hr\"", "", false))
            + record("2027-01-03T00:00:01Z", "sub:b", "gemini.generate_content", "")
            + "not a record\n";
    Files.writeString(folder.resolve("audit.jsonl"), log);
    JsonObject report = report("report", "access", "--audit", folder.toString());
    JsonArray did = report.getJsonArray("did");
    assertEquals(2, did.size());
    JsonObject a = did.getJsonObject(0);
    assertEquals("sub:a", a.getString("actor"));
    assertEquals(5, a.getJsonObject("read").getInteger("rows"));
    assertEquals(2, a.getJsonObject("read").getInteger("requests"));
    assertEquals(1, a.getJsonObject("wrote").getInteger("requests"));
    assertEquals(new JsonArray().add("secret;hr"), a.getJsonArray("clearances"));
    assertEquals(new JsonArray().add("app"), a.getJsonArray("roles"));
    assertEquals(new JsonArray().add("public").add("secret;hr"), a.getJsonArray("labels"));
    assertEquals(1, a.getJsonObject("operations").getInteger("chroma.query"));
    JsonArray denied = report.getJsonArray("denied");
    assertEquals(1, denied.size());
    assertEquals(20, denied.getJsonObject(0).getJsonObject("by_level").getInteger("secret"));
    assertTrue(denied.getJsonObject(0).getBoolean("probing"));
    assertEquals("2027-01-03T00:00:00Z", denied.getJsonObject(0).getString("first"));
    JsonObject covers = report.getJsonObject("covers");
    assertEquals(1, covers.getInteger("unreadable_lines"));
    assertEquals(4, covers.getInteger("records"));
    assertEquals("2027-01-01T00:00:00Z", covers.getString("first_record"));
    assertTrue(
        report.getJsonArray("could_read").stream()
            .map(JsonObject.class::cast)
            .anyMatch(
                grant ->
                    grant.getString("role").equals("reader")
                        && grant.getJsonArray("any").contains("query")));
    JsonObject later =
        report("report", "access", "--audit", folder.toString(), "--from", "2027-01-02T12:00:00Z");
    assertEquals(1, later.getJsonArray("did").size());
  }

  @Test
  void as_text_it_is_a_page_that_nobody_can_forge_a_line_of(@TempDir Path folder) throws Exception {
    String log =
        record("2027-01-01T00:00:00Z", "sub:a", "chroma.get", vectors(3, "\"secret\"", "", false))
            + record(
                "2027-01-01T00:00:01Z",
                "sub:evil\\u000aWHO DID\\u001b[31m\\u202e",
                "chroma.get",
                vectors(0, "", "\"secret\":25,\"operation\":1", true));
    Files.writeString(folder.resolve("audit.jsonl"), log);
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new Main())
            .setOut(new PrintWriter(out))
            .execute("report", "access", "--audit", folder.toString(), "--text");
    assertEquals(0, code);
    String text = out.toString();
    assertEquals(1, text.lines().filter(line -> line.startsWith("WHO DID")).count(), text);
    assertTrue(text.contains("1 (3)"), text);
    assertTrue(text.contains("operation 1, secret 25"), text);
    assertTrue(text.contains("PROBING"), text);
    assertTrue(text.contains("sub:evil?WHO DID?[31m?"), text);
    assertTrue(text.contains("reader"), text);
  }
}
