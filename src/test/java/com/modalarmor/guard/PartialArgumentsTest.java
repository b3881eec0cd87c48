package com.modalarmor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.StreamScanner;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.redact.TenantKeys;
import com.modalarmor.settings.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arguments of a tool call that come in pieces: read, masked and restored as one text a path. */
final class PartialArgumentsTest {

  private static final GuardPlan MASKING =
      GuardRig.plan(GuardRig.policy("output:\n  pii: {action: redact, threshold: 0.4}\n"), null);

  private record Piece(String path, String text, boolean goesOn) {}

  private static byte[] event(List<Piece> pieces, boolean last) {
    JsonArray args = new JsonArray();
    for (Piece piece : pieces) {
      JsonObject arg =
          new JsonObject().put("stringValue", piece.text()).put("jsonPath", piece.path());
      args.add(piece.goesOn() ? arg.put("willContinue", true) : arg);
    }
    JsonObject call = new JsonObject().put("partialArgs", args).put("willContinue", !last);
    JsonArray parts = new JsonArray().add(new JsonObject().put("functionCall", call));
    JsonObject candidate =
        new JsonObject()
            .put("content", new JsonObject().put("parts", parts).put("role", "model"))
            .put("index", 0);
    if (last) {
      candidate.put("finishReason", "STOP");
    }
    return new JsonObject()
        .put("candidates", new JsonArray().add(candidate))
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What a client puts together: the pieces of each path, a call after another. */
  private static Map<String, String> played(GuardPlan plan, List<byte[]> events) {
    StreamGuard guard = new StreamGuard(plan, new StreamScanner());
    List<byte[]> out = new ArrayList<>();
    for (byte[] event : events) {
      guard.take(event, out);
    }
    guard.finish(out);
    Map<String, String> arguments = new LinkedHashMap<>();
    for (byte[] event : out) {
      JsonObject document = new JsonObject(new String(event, StandardCharsets.UTF_8));
      for (Object part :
          document
              .getJsonArray("candidates")
              .getJsonObject(0)
              .getJsonObject("content")
              .getJsonArray("parts")) {
        JsonObject call = ((JsonObject) part).getJsonObject("functionCall");
        for (Object arg : call == null ? new JsonArray() : call.getJsonArray("partialArgs")) {
          JsonObject piece = (JsonObject) arg;
          arguments.merge(
              piece.getString("jsonPath"), piece.getString("stringValue"), String::concat);
        }
      }
    }
    return arguments;
  }

  private static List<byte[]> cut(Map<String, String> arguments, Random random) {
    List<List<Piece>> rows = new ArrayList<>();
    arguments.forEach(
        (path, text) -> {
          List<String> pieces = GuardRig.cut(text, random, 6);
          for (int i = 0; i < pieces.size(); i++) {
            while (rows.size() <= i) {
              rows.add(new ArrayList<>());
            }
            rows.get(i).add(new Piece(path, pieces.get(i), i < pieces.size() - 1));
          }
        });
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      events.add(event(rows.get(i), i == rows.size() - 1));
    }
    return events;
  }

  @Test
  void a_value_that_is_split_over_pieces_is_masked() {
    String mail = "jane.roe" + "@example.org";
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("$.to", mail);
    arguments.put("$.text", "Write to " + mail + " and call +1 415-555-2671, then rest.");
    arguments.put("$.city", "Berlin");
    for (long seed = 1; seed <= 500; seed++) {
      Map<String, String> told = played(MASKING, cut(arguments, new Random(seed)));
      assertEquals("<EMAIL_ADDRESS>", told.get("$.to"), "seed " + seed);
      assertEquals(
          "Write to <EMAIL_ADDRESS> and call <PHONE_NUMBER>, then rest.",
          told.get("$.text"),
          "seed " + seed);
      assertEquals("Berlin", told.get("$.city"), "seed " + seed);
    }
  }

  @Test
  void a_placeholder_that_is_split_over_pieces_is_put_back() {
    TenantKeys keys = GatewayKey.of(new Secret("a key of the gateway's")).of("acme");
    Placeholders placeholders = Placeholders.of(keys, "talk");
    String token = placeholders.of("EMAIL_ADDRESS", "Jo \"J\"@example.org");
    GuardPlan plan =
        GuardRig.plan(
            GuardRig.policy("output:\n  pii: {action: flag}\n"), null, Restoring.of(placeholders));
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("$.a", "so " + token + "!");
    arguments.put("$.b[0]", token);
    for (long seed = 1; seed <= 500; seed++) {
      Map<String, String> told = played(plan, cut(arguments, new Random(seed)));
      assertEquals("so Jo \"J\"@example.org!", told.get("$.a"), "seed " + seed);
      assertEquals("Jo \"J\"@example.org", told.get("$.b[0]"), "seed " + seed);
    }
  }

  @Test
  void what_one_call_ends_with_does_not_go_over_to_the_next() {
    List<byte[]> events =
        List.of(
            event(List.of(new Piece("$.n", "jane", false)), false),
            event(List.of(new Piece("$.n", "roe@example.org", false)), true));
    assertEquals("jane<EMAIL_ADDRESS>", played(MASKING, events).get("$.n"));
  }

  @Test
  void nothing_of_an_argument_that_was_not_ended_is_shown_as_text() {
    StreamGuard guard = new StreamGuard(MASKING, new StreamScanner());
    List<byte[]> out = new ArrayList<>();
    guard.take(event(List.of(new Piece("$.n", "jane.roe", true)), false), out);
    guard.finish(out);
    String all = new String(out.get(0), StandardCharsets.UTF_8);
    assertEquals(1, out.size());
    assertTrue(all.contains("partialArgs"));
    assertFalse(all.contains("\"text\""), all);
  }
}
