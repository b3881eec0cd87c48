package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Names in the commands: reported in a batch, acted on when a policy says so, measured. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
final class NamesCommandsTest {

  private static final String TEXT = "My name is Jane Roe and I live in Leeds.";

  @TempDir Path folder;

  private static String run(int expected, String... arguments) {
    CommandRun run = CommandRun.run(arguments);
    assertEquals(expected, run.exit());
    return run.out();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private JsonObject inspected(String... more) throws IOException {
    String rows =
        file("in.jsonl", new JsonObject().put("id", "1").put("text", TEXT).encode() + "\n");
    String[] arguments = new String[2 + more.length];
    arguments[0] = "inspect";
    arguments[1] = rows;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new JsonObject(run(0, arguments).strip());
  }

  private static boolean has(JsonArray findings, String type, int start, int end) {
    return findings.stream()
        .map(JsonObject.class::cast)
        .anyMatch(
            f ->
                f.getString("type").equals(type)
                    && f.getInteger("start") == start
                    && f.getInteger("end") == end);
  }

  @Test
  void a_batch_reports_names_and_leaves_the_text_alone() throws IOException {
    JsonObject answer = inspected();
    JsonArray findings = answer.getJsonArray("findings");
    assertTrue(has(findings, "PERSON", 11, 19), findings.encode());
    assertTrue(has(findings, "LOCATION", 34, 39), findings.encode());
    assertEquals("allow", answer.getString("decision"));
  }

  @Test
  void a_policy_that_switches_names_on_redacts_them() throws IOException {
    JsonObject answer = inspected("--policy", file("strict.yaml", "names: on\n"));
    assertEquals("redact", answer.getString("decision"));
    assertFalse(answer.getString("redacted_text").contains("Jane Roe"), answer.encode());
    JsonObject off = inspected("--policy", file("loose.yaml", "names: off\n"));
    assertEquals("allow", off.getString("decision"));
  }

  @Test
  void evaluate_prints_precision_and_recall_by_kind_and_source() throws IOException {
    JsonObject span = new JsonObject().put("start", 11).put("end", 19).put("type", "PERSON");
    JsonObject row = new JsonObject().put("text", TEXT).put("src", "letters");
    String rows = file("rows.jsonl", row.put("spans", new JsonArray().add(span)).encode() + "\n");
    String tables = run(0, "evaluate", "--names", rows);
    assertTrue(tables.contains("| PERSON | 1 | 1 | 1.000 | 1.000 |"), tables);
    assertTrue(tables.contains("exact") && tables.contains("overlap"), tables);
    assertTrue(tables.contains("| letters | 1 | "), tables);
    run(2, "evaluate", "--names", "--transforms", rows);
  }
}
