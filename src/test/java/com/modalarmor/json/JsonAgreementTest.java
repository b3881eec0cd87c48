package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.quality.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The door reads, and refuses, what a parser that others have written reads and refuses. */
final class JsonAgreementTest {

  private static final JsonLimits LIMITS = new JsonLimits(6, 4_096, 200);
  private static final int DOCUMENTS = 6_000;
  private static final int DAMAGED_EACH = 3;

  /** All that a walk tells, as text. */
  private static final class Told implements JsonVisitor {

    final List<String> events = new ArrayList<>();

    private void tell(JsonCursor at, Object... what) {
      StringBuilder event = new StringBuilder();
      for (int i = 0; i < at.depth(); i++) {
        event.append('/').append(at.name(i)).append(at.index(i));
      }
      for (Object one : what) {
        event.append(' ').append(one);
      }
      events.add(event.toString());
    }

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      tell(at, "string", text, start, end);
    }

    @Override
    public void name(JsonCursor at, String name, int start, int end) {
      tell(at, "name", name, start, end);
    }

    @Override
    public void number(JsonCursor at, byte[] json, int start, int end) {
      tell(at, "number", start, end);
    }

    @Override
    public void integer(JsonCursor at, long value) {
      tell(at, "integer", value);
    }

    @Override
    public void decimal(JsonCursor at, double value) {
      tell(at, "decimal", value);
    }

    @Override
    public void literal(JsonCursor at, Boolean value) {
      tell(at, "literal", value);
    }

    @Override
    public void enter(JsonCursor at, boolean array, int start) {
      tell(at, "enter", array, start);
    }

    @Override
    public void leave(JsonCursor at, boolean array, int end) {
      tell(at, "leave", array, end);
    }
  }

  /** What was told of a document, or why it was refused. */
  private static Object read(byte[] json, boolean other) {
    return read(json, other, LIMITS);
  }

  private static Object read(byte[] json, boolean other, JsonLimits limits) {
    Told told = new Told();
    try {
      if (other) {
        new JacksonReader(limits).read(json, told);
      } else {
        new JsonReader(limits).read(json, told);
      }
      return told.events;
    } catch (JsonFault fault) {
      return fault.kind();
    }
  }

  @Test
  void random_documents_whole_and_damaged() {
    int accepted = 0;
    for (long seed = 20_261_127; seed < 20_261_127 + DOCUMENTS; seed++) {
      Random random = new Random(seed);
      byte[] json = ("{\"a\":" + value(random, 1) + "}").getBytes(StandardCharsets.UTF_8);
      Object whole = read(json, false);
      assertEquals(read(json, true), whole, "seed " + seed);
      accepted += whole instanceof List ? 1 : 0;
      for (int i = 0; i < DAMAGED_EACH; i++) {
        byte[] damaged = Mutation.of(json, random);
        assertEquals(read(damaged, true), read(damaged, false), "seed " + seed + ", copy " + i);
      }
    }
    assertTrue(accepted > DOCUMENTS / 4, accepted + " accepted");
  }

  @Test
  void numbers_and_names_at_their_bounds() {
    int rows = 0;
    for (int length : new int[] {17, 18, 19, 20, 511, 512, 513}) {
      String digits = "9".repeat(length);
      for (String form : List.of("%s", "-%s", "%s.5", "1.%s", "1e%s", "-1.5e-%s", "1%s.")) {
        byte[] json = ("{\"a\":" + form.formatted(digits) + "}").getBytes(StandardCharsets.UTF_8);
        assertEquals(read(json, true), read(json, false), form + " of " + length);
        rows++;
      }
    }
    for (long near : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (int last = 0; last < 10; last++) {
        String number = Long.toString(near).replaceAll(".$", Integer.toString(last));
        byte[] json = ("{\"a\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        assertEquals(read(json, true), read(json, false), number);
        rows++;
      }
    }
    for (int length : new int[] {4_094, 4_095, 4_096, 4_097, 4_098}) {
      for (String letter : List.of("n", "\\u0041", "\\n")) {
        byte[] json = ("{\"" + letter.repeat(length) + "\":1}").getBytes(StandardCharsets.UTF_8);
        assertEquals(read(json, true), read(json, false), letter + " " + length);
        rows++;
      }
    }
    assertEquals(84, rows);
  }

  @Test
  void long_texts_with_escapes() {
    for (String piece :
        List.of(
            "\\u4e00", "\\n", "a line of text\\n", "\\ud83d\\ude00", "\u4e00\\u00e4", "x\\\"")) {
      for (int times : new int[] {10_000, 65_530, 65_536, 70_001}) {
        String text = "\"begin " + piece.repeat(times) + " end\"";
        byte[] json = ("{\"a\":[\"\\t\"," + text + ",\"\\t\"]}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
            read(json, true, JsonLimits.DEFAULT), read(json, false, JsonLimits.DEFAULT), piece);
      }
    }
  }

  // --- random documents

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 5 ? 4 : 8)) {
      case 0, 1 -> string(random);
      case 2 -> number(random);
      case 3 -> List.of("true", "false", "null", "{}", "[]").get(random.nextInt(5));
      case 4, 5 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  private static String object(Random random, int depth) {
    List<String> fields = new ArrayList<>();
    int count = random.nextInt(12) == 0 ? 10 + random.nextInt(20) : random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String name = random.nextInt(3) == 0 ? string(random) : "\"n" + random.nextInt(200) + '"';
      fields.add(
          blank(random) + name + blank(random) + ':' + blank(random) + value(random, depth + 1));
    }
    return '{' + String.join(blank(random) + ',', fields) + blank(random) + '}';
  }

  private static String array(Random random, int depth) {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(blank(random) + value(random, depth + 1) + blank(random));
    }
    return '[' + String.join(",", values) + ']';
  }

  private static String blank(Random random) {
    return List.of("", "", "", " ", "\n", "\t", "\r", "  ").get(random.nextInt(8));
  }

  private static String number(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> random.nextInt() + "e" + random.nextInt(330);
      case 3 -> List.of("-0", "-0.0", "0e0", "1E-400", "0.1e+5").get(random.nextInt(5));
      case 4 -> "1".repeat(15 + random.nextInt(20));
      default -> Integer.toString(random.nextInt(1_000));
    };
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(9)) {
        case 0 -> text.append('\\').append("\"\\/bfnrt".charAt(random.nextInt(8)));
        case 1 -> text.append("\\u%04X".formatted(random.nextInt(0x900)));
        case 2 -> text.append("\\ud83d\\uDE0").append(random.nextInt(10));
        case 3 ->
            text.append(random.nextInt(20) == 0 ? "\\u%04x".formatted(0xd800 + i) : "\\u4e00");
        case 4 -> text.appendCodePoint(0x1f600 + random.nextInt(60));
        case 5 -> text.append((char) (0x80 + random.nextInt(0x780)));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.append('"').toString();
  }
}
