package com.modalarmor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.guard.GuardRig.Piece;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.redact.TenantKeys;
import com.modalarmor.settings.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every placeholder comes back as the value of the one who sent it, and of nobody else. */
final class RestoringTest {

  private static final int CONVERSATIONS = 10_000;
  private static final GatewayKey KEY = GatewayKey.of(new Secret("a key of the gateway's"));
  private static final CompiledPolicy QUIET =
      GuardRig.policy(
          "output:\n  pii: {action: flag}\n  secret: {action: flag}\n  url: {action: flag}\n"
              + "  output: {action: flag}\n");
  private static final String[] TYPES = {
    "EMAIL_ADDRESS", "PERSON", "SECRET_PASSWORD", "CREDIT_CARD", "X"
  };
  private static final String[] WORDS = {
    "Dear",
    "the",
    "<b>",
    "\"quoted\"",
    "a\\b",
    "naïve 😀",
    "EMAIL",
    "<EMAIL_ADDRESS>",
    "<",
    ">",
    "E",
    "PERSON_",
    "\n",
    "{",
    "}",
    "x@y",
    "<EMAIL_ADDRESS_",
    "<PERSON_0",
    "\\_",
    "secret_password"
  };

  /** What a model makes of a placeholder, and what must be read where it stood. */
  private record Written(String as, String read) {}

  private static String value(Random random, int i) {
    String[] parts = {
      "jané+",
      "\"",
      "\\",
      "\n",
      "</b>",
      "😀",
      "O'Neil ",
      "{\"a\":1}",
      "\u0007",
      "\t",
      "<PERSON_1>",
      "日本"
    };
    StringBuilder value = new StringBuilder("v" + i + "-");
    for (int n = random.nextInt(4); n >= 0; n--) {
      value.append(parts[random.nextInt(parts.length)]);
    }
    return value.append(i).toString();
  }

  private static Written written(Random random, String placeholder, String value) {
    String core = placeholder.substring(1, placeholder.length() - 1);
    return switch (random.nextInt(8)) {
      case 0 -> new Written(placeholder.toLowerCase(Locale.ROOT), value);
      case 1 -> new Written(placeholder.toUpperCase(Locale.ROOT), value);
      case 2 -> new Written(core, value);
      case 3 -> new Written('<' + placeholder + '>', '<' + value + '>');
      case 4 -> new Written(placeholder.replace("_", "\\_"), value);
      case 5 -> new Written(placeholder + placeholder, value + value);
      case 6 -> // begun, and begun again
          new Written(
              placeholder.substring(0, 9) + placeholder, placeholder.substring(0, 9) + value);
      default -> new Written(placeholder, value);
    };
  }

  /** A conversation of a tenant: its placeholders, and the answer of its model. */
  private static final class Talk {
    final Placeholders placeholders;
    final List<String> tokens = new ArrayList<>();
    final List<String> values = new ArrayList<>();

    Talk(Random random, String tenant, String name) {
      placeholders = Placeholders.of(KEY.of(tenant), name);
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        String value = value(random, i);
        values.add(value);
        tokens.add(placeholders.of(TYPES[random.nextInt(TYPES.length)], value));
      }
    }
  }

  @Test
  void every_value_of_ten_thousand_conversations_comes_back_and_nobody_elses() {
    AtomicInteger restored = new AtomicInteger();
    AtomicInteger guesses = new AtomicInteger();
    GuardRig.eachSeed(1, CONVERSATIONS, seed -> converse(seed, restored, guesses));
    assertTrue(restored.get() > 3 * CONVERSATIONS && guesses.get() > CONVERSATIONS);
  }

  private static void converse(long seed, AtomicInteger restored, AtomicInteger guesses) {
    Random random = new Random(seed);
    Talk own = new Talk(random, "acme", "talk-" + seed);
    // The same values, in another conversation and with another tenant.
    List<Talk> others = new ArrayList<>();
    others.add(new Talk(new Random(seed), "acme", "talk-" + seed + "-b"));
    others.add(new Talk(new Random(seed), "globex", "talk-" + seed));
    StringBuilder said = new StringBuilder();
    StringBuilder wanted = new StringBuilder();
    for (int i = 2 + random.nextInt(12); i > 0; i--) {
      int n = random.nextInt(own.tokens.size());
      switch (random.nextInt(4)) {
        case 0 -> {
          String guess = others.get(random.nextInt(2)).tokens.get(0);
          said.append(guess);
          wanted.append(guess);
          guesses.incrementAndGet();
        }
        case 1 -> {
          String word = WORDS[random.nextInt(WORDS.length)];
          said.append(word);
          wanted.append(word);
        }
        default -> {
          Written written = written(random, own.tokens.get(n), own.values.get(n));
          said.append(written.as());
          wanted.append(written.read());
          restored.incrementAndGet();
        }
      }
      said.append(' ');
      wanted.append(' ');
    }
    String why = "seed " + seed + ": " + said;
    Restoring restoring = Restoring.of(own.placeholders);
    assertEquals(wanted.toString(), streamed(restoring, said.toString(), random), why);
    assertEquals(wanted.toString(), unary(restoring, said.toString()), why);
    assertArguments(restoring, said.toString(), wanted.toString(), why);
  }

  private static String streamed(Restoring restoring, String said, Random random) {
    List<List<Piece>> events = new ArrayList<>();
    GuardRig.cut(said, random, 1 + random.nextInt(16))
        .forEach(piece -> events.add(List.of(new Piece(0, false, piece))));
    return GuardRig.stream(GuardRig.plan(QUIET, null, restoring), events)
        .texts()
        .getOrDefault(0, "");
  }

  private static String unary(Restoring restoring, String said) {
    byte[] answer = GuardRig.event(List.of(new Piece(0, false, said)), true);
    return GuardRig.texts(
            AnswerRewrite.apply(GuardRig.plan(QUIET, null, restoring), List.of(answer)))
        .getOrDefault(0, "");
  }

  private static JsonObject call(Object args) {
    return new JsonObject()
        .put(
            "candidates",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put(
                            "content",
                            new JsonObject()
                                .put(
                                    "parts",
                                    new JsonArray()
                                        .add(
                                            new JsonObject()
                                                .put(
                                                    "functionCall",
                                                    new JsonObject()
                                                        .put("name", "f")
                                                        .put("args", args)))))));
  }

  private static void assertArguments(Restoring restoring, String said, String wanted, String why) {
    JsonObject args =
        new JsonObject()
            .put("to", said)
            .put("list", new JsonArray().add(said).add(1))
            .put("json", new JsonObject().put("q", said).encode());
    byte[] event = call(args).encode().getBytes(StandardCharsets.UTF_8);
    List<byte[]> out = new ArrayList<>();
    StreamGuard guard = new StreamGuard(GuardRig.plan(QUIET, null, restoring), GuardRig.scanner());
    guard.take(event, out);
    guard.finish(out);
    for (byte[] document :
        List.of(
            out.get(0),
            AnswerRewrite.apply(GuardRig.plan(QUIET, null, restoring), List.of(event)).get(0))) {
      JsonObject got =
          new JsonObject(new String(document, StandardCharsets.UTF_8))
              .getJsonArray("candidates")
              .getJsonObject(0)
              .getJsonObject("content")
              .getJsonArray("parts")
              .getJsonObject(0)
              .getJsonObject("functionCall")
              .getJsonObject("args");
      assertEquals(wanted, got.getString("to"), why);
      assertEquals(wanted, got.getJsonArray("list").getString(0), why);
      assertEquals(wanted, new JsonObject(got.getString("json")).getString("q"), why);
    }
  }

  @Test
  void only_what_may_become_a_placeholder_is_held_back() {
    Placeholders placeholders = Placeholders.of(KEY.of("acme"), "c");
    String token = placeholders.of("EMAIL_ADDRESS", "v");
    TextStage stage = Restoring.of(placeholders).stage(false);
    for (int i = 0; i < token.length() - 1; i++) {
      StringBuilder out = new StringBuilder();
      stage.push(token.substring(i, i + 1), false, out);
      assertEquals("", out.toString());
      assertTrue(stage.holds());
    }
    StringBuilder out = new StringBuilder();
    stage.push("!", false, out); // no bracket: the core alone is enough
    assertEquals("<v!", out.toString());
    assertFalse(stage.holds());
    out.setLength(0);
    stage.push("Hello there. <", false, out);
    assertEquals("Hello there. ", out.toString());
    out.setLength(0);
    stage.push("b>", true, out);
    assertEquals("<b>", out.toString());
  }

  @Test
  void without_placeholders_there_is_nothing_to_restore_and_nothing_prints_a_value() {
    TenantKeys keys = KEY.of("acme");
    assertNull(Restoring.of(Placeholders.of(keys, "c")));
    Placeholders placeholders = Placeholders.of(keys, "c");
    placeholders.of("PERSON", "Ann Lee");
    for (Object shown : List.of(placeholders, Restoring.of(placeholders), keys, KEY, Map.of())) {
      assertFalse(shown.toString().contains("Ann"));
    }
  }
}
