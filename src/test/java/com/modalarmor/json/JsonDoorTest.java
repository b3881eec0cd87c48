package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.json.JsonFault.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the one door for JSON lets in, what it reports, and that a splice changes nothing else. */
final class JsonDoorTest {

  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);
  private static final JsonVisitor NOBODY = (at, text, start, end) -> {};

  private record Row(String name, byte[] json, Kind kind) {}

  private static Row row(String name, String json, Kind kind) {
    return new Row(name, json.getBytes(StandardCharsets.UTF_8), kind);
  }

  private static Row raw(String name, Kind kind, int... bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
    for (int b : bytes) {
      out.write(b);
    }
    out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    return new Row(name, out.toByteArray(), kind);
  }

  private static Row in(String charset, String json) {
    return new Row(charset, json.getBytes(Charset.forName(charset)), Kind.NOT_AN_OBJECT);
  }

  private static List<Row> refused() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("nothing", "", Kind.NOT_AN_OBJECT));
    rows.add(row("blanks", " \r\n\t", Kind.NOT_AN_OBJECT));
    rows.add(row("array", "[{}]", Kind.NOT_AN_OBJECT));
    rows.add(row("string", "\"{}\"", Kind.NOT_AN_OBJECT));
    rows.add(row("null", "null", Kind.NOT_AN_OBJECT));
    rows.add(row("byte-order mark", "\ufeff{}", Kind.NOT_AN_OBJECT));
    rows.add(row("form feed first", "\f{}", Kind.NOT_AN_OBJECT));
    rows.add(row("no-break space first", "\u00a0{}", Kind.NOT_AN_OBJECT));
    rows.add(in("UTF-16", "{\"a\":1}"));
    rows.add(in("UTF-16LE", "{\"a\":1}"));
    rows.add(in("UTF-16BE", "{\"a\":1}"));
    rows.add(in("UTF-32LE", "{\"a\":1}"));
    rows.add(in("UTF-32BE", "{\"a\":1}"));
    rows.add(row("unclosed", "{", Kind.NOT_JSON));
    rows.add(row("unclosed string", "{\"a\":\"b", Kind.NOT_JSON));
    rows.add(row("cut after escape", "{\"a\":\"\\", Kind.NOT_JSON));
    rows.add(row("trailing comma", "{\"a\":1,}", Kind.NOT_JSON));
    rows.add(row("trailing comma in array", "{\"a\":[1,]}", Kind.NOT_JSON));
    rows.add(row("missing value", "{\"a\":}", Kind.NOT_JSON));
    rows.add(row("missing colon", "{\"a\" 1}", Kind.NOT_JSON));
    rows.add(row("wrong bracket", "{\"a\":[1}", Kind.NOT_JSON));
    rows.add(row("single quotes", "{'a':1}", Kind.NOT_JSON));
    rows.add(row("bare name", "{a:1}", Kind.NOT_JSON));
    rows.add(row("comment", "{/* */\"a\":1}", Kind.NOT_JSON));
    rows.add(row("line comment", "{\"a\":1 // x\n}", Kind.NOT_JSON));
    rows.add(row("NaN", "{\"a\":NaN}", Kind.NOT_JSON));
    rows.add(row("Infinity", "{\"a\":Infinity}", Kind.NOT_JSON));
    rows.add(row("-Infinity", "{\"a\":-Infinity}", Kind.NOT_JSON));
    rows.add(row("hex", "{\"a\":0x10}", Kind.NOT_JSON));
    rows.add(row("leading zero", "{\"a\":01}", Kind.NOT_JSON));
    rows.add(row("leading plus", "{\"a\":+1}", Kind.NOT_JSON));
    rows.add(row("leading dot", "{\"a\":.5}", Kind.NOT_JSON));
    rows.add(row("trailing dot", "{\"a\":5.}", Kind.NOT_JSON));
    rows.add(row("empty exponent", "{\"a\":1e}", Kind.NOT_JSON));
    rows.add(row("True", "{\"a\":True}", Kind.NOT_JSON));
    rows.add(row("bad escape", "{\"a\":\"\\x41\"}", Kind.NOT_JSON));
    rows.add(row("short escape", "{\"a\":\"\\u12\"}", Kind.NOT_JSON));
    rows.add(row("line end in a string", "{\"a\":\"b\nc\"}", Kind.NOT_JSON));
    rows.add(row("zero in a string", "{\"a\":\"\u0000\"}", Kind.NOT_JSON));
    rows.add(row("tab in a name", "{\"a\tb\":1}", Kind.NOT_JSON));
    rows.add(raw("lone continuation", Kind.NOT_UTF8, 0x80));
    rows.add(raw("cut sequence", Kind.NOT_UTF8, 0xc3));
    rows.add(raw("overlong slash", Kind.NOT_UTF8, 0xc0, 0xaf));
    rows.add(raw("overlong quote", Kind.NOT_UTF8, 0xc0, 0xa2));
    rows.add(raw("overlong, three bytes", Kind.NOT_UTF8, 0xe0, 0x80, 0xaf));
    rows.add(raw("overlong, four bytes", Kind.NOT_UTF8, 0xf0, 0x80, 0x80, 0xaf));
    rows.add(raw("surrogate in UTF-8", Kind.NOT_UTF8, 0xed, 0xa0, 0x80));
    rows.add(raw("above U+10FFFF", Kind.NOT_UTF8, 0xf4, 0x90, 0x80, 0x80));
    rows.add(raw("FE", Kind.NOT_UTF8, 0xfe));
    rows.add(raw("Latin-1", Kind.NOT_UTF8, 'c', 'a', 'f', 0xe9, 's', 's'));
    rows.add(row("lone high surrogate", "{\"a\":\"\\ud800\"}", Kind.BAD_STRING));
    rows.add(row("lone low surrogate", "{\"a\":\"\\udc00x\"}", Kind.BAD_STRING));
    rows.add(row("reversed surrogates", "{\"a\":\"\\udc00\\ud800\"}", Kind.BAD_STRING));
    rows.add(row("two high surrogates", "{\"a\":\"\\ud800\\ud800\\udc00\"}", Kind.BAD_STRING));
    rows.add(row("lone surrogate in a name", "{\"\\ud800\":1}", Kind.NOT_JSON));
    rows.add(row("duplicate name", "{\"a\":1,\"a\":2}", Kind.DUPLICATE_NAME));
    rows.add(row("duplicate by escape", "{\"a\":1,\"\\u0061\":2}", Kind.DUPLICATE_NAME));
    rows.add(row("deep duplicate", "{\"x\":[{\"a\":1,\"a\":2}]}", Kind.DUPLICATE_NAME));
    rows.add(row("duplicate empty name", "{\"\":1,\"\":2}", Kind.DUPLICATE_NAME));
    rows.add(row("1e400", "{\"a\":1e400}", Kind.BAD_NUMBER));
    rows.add(row("-1e400", "{\"a\":-1e400}", Kind.BAD_NUMBER));
    rows.add(row("400 digits", "{\"a\":" + "9".repeat(400) + "}", Kind.BAD_NUMBER));
    rows.add(row("a million digits", "{\"a\":" + "9".repeat(1_000_000) + "}", Kind.LIMIT));
    rows.add(row("a million decimals", "{\"a\":0." + "9".repeat(1_000_000) + "}", Kind.LIMIT));
    rows.add(row("depth 65", "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", Kind.LIMIT));
    rows.add(row("depth 100,000", "{\"a\":" + "[".repeat(100_000), Kind.LIMIT));
    rows.add(row("depth 100,000, objects", "{\"a\":".repeat(100_000), Kind.LIMIT));
    rows.add(row("long name", "{\"" + "n".repeat(4_097) + "\":1}", Kind.LIMIT));
    rows.add(row("too many", "{\"a\":[" + "1,".repeat(200_000) + "1]}", Kind.TOO_MANY_TOKENS));
    rows.add(row("two documents", "{}{}", Kind.TRAILING));
    rows.add(row("trailing value", "{} 1", Kind.TRAILING));
    rows.add(row("trailing bracket", "{}]", Kind.NOT_JSON));
    rows.add(row("trailing word", "{} x", Kind.NOT_JSON));
    rows.add(row("trailing zero byte", "{}\u0000", Kind.NOT_JSON));
    return rows;
  }

  @Test
  void refuses_what_two_readers_could_read_differently() {
    int rows = 0;
    for (Row row : refused()) {
      JsonFault fault =
          assertThrows(JsonFault.class, () -> READER.read(row.json(), NOBODY), row.name());
      assertEquals(row.kind(), fault.kind(), row.name());
      assertTrue(fault.offset() >= 0 && fault.offset() <= row.json().length, row.name());
      rows++;
    }
    assertEquals(74, rows);
  }

  @Test
  void messages_hold_no_content() {
    for (Row row : refused()) {
      String json = new String(row.json(), StandardCharsets.UTF_8).replaceAll("\\W.*", "");
      JsonFault fault = assertThrows(JsonFault.class, () -> READER.read(row.json(), NOBODY));
      assertTrue(fault.getMessage().matches("[a-zA-Z8, -]+ \\(byte \\d+\\)"), fault.getMessage());
      assertTrue(json.isEmpty() || !fault.getMessage().contains(json), row.name());
    }
  }

  @Test
  void lets_in_what_is_well_formed() throws JsonFault {
    List<String> rows =
        List.of(
            "{}",
            " \r\n\t{ }\n",
            "{\"a\":1e308,\"b\":-0,\"c\":0.0,\"d\":1E+2,\"e\":123456789012345678901234567890}",
            "{\"\":\"\",\"\\u0000\":\"\\ud83d\\ude00😀\\/\\b\"}",
            "{\"a\":{\"a\":{\"a\":[true,false,null]}},\"b\":{\"a\":1}}",
            "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}",
            "{\"" + "n".repeat(4_096) + "\":\"" + "x".repeat(1_000_000) + "\"}");
    int seen = 0;
    for (String json : rows) {
      READER.read(json.getBytes(StandardCharsets.UTF_8), NOBODY);
      seen++;
    }
    assertEquals(7, seen);
  }

  @Test
  void the_bounds_are_those_of_the_settings() throws JsonFault {
    JsonReader small = new JsonReader(new JsonLimits(2, 1_000, 5));
    small.read("{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8), NOBODY);
    assertEquals(Kind.LIMIT, kindOf(small, "{\"a\":[[1]]}"));
    assertEquals(Kind.TOO_MANY_TOKENS, kindOf(small, "{\"a\":[1,2,3]}"));
    assertEquals(Kind.LIMIT, kindOf(small, "{\"a\":\"" + "x".repeat(5_000) + "\"}"));
  }

  private static Kind kindOf(JsonReader reader, String json) {
    return assertThrows(
            JsonFault.class, () -> reader.read(json.getBytes(StandardCharsets.UTF_8), NOBODY))
        .kind();
  }

  // --- properties

  private static final int DOCUMENTS = 2_000;

  /** A random document, with the byte range and text of every string in it. */
  private static final class RandomDocument implements JsonVisitor {

    record Literal(int start, int end, String text) {}

    final List<Literal> written = new ArrayList<>();
    final List<Literal> reported = new ArrayList<>();
    final byte[] bytes;
    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int names;

    RandomDocument(Random random) {
      this.random = random;
      blank();
      object(0);
      blank();
      this.bytes = out.toByteArray();
    }

    private void put(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void blank() {
      for (int n = random.nextInt(3); n > 0; n--) {
        out.write(" \r\n\t".charAt(random.nextInt(4)));
      }
    }

    private void object(int depth) {
      put("{");
      for (int n = random.nextInt(5); n > 0; n--) {
        blank();
        literal("n" + names++ + text());
        blank();
        put(":");
        value(depth + 1);
        put(n > 1 ? "," : "");
      }
      blank();
      put("}");
    }

    private void value(int depth) {
      blank();
      switch (depth > 6 ? random.nextInt(4) : random.nextInt(7)) {
        case 0, 1 -> literal(text());
        case 2 -> put(random.nextInt() + (random.nextBoolean() ? "" : ".50e-3"));
        case 3 -> put(List.of("true", "false", "null").get(random.nextInt(3)));
        case 4, 5 -> object(depth);
        default -> {
          put("[");
          for (int n = random.nextInt(4); n > 0; n--) {
            value(depth + 1);
            put(n > 1 ? "," : "");
          }
          put("]");
        }
      }
      blank();
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        text.appendCodePoint(
            switch (random.nextInt(5)) {
              case 0 -> 0x1f600 + random.nextInt(64);
              case 1 -> 0xe0 + random.nextInt(32);
              case 2 -> random.nextInt(0x80);
              case 3 -> "\"\\/".charAt(random.nextInt(3));
              default -> 'a' + random.nextInt(26);
            });
      }
      return text.toString();
    }

    /** Writes a string, each character plain or in one of its escaped spellings. */
    private void literal(String text) {
      int start = out.size();
      put("\"");
      text.codePoints()
          .forEach(
              c -> {
                boolean must = c < 0x20 || c == '"' || c == '\\';
                if (c == '/' && random.nextBoolean()) {
                  put("\\/");
                } else if (must || random.nextInt(4) == 0) {
                  for (char unit : Character.toChars(c)) {
                    put(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
                  }
                } else {
                  put(Character.toString(c));
                }
              });
      put("\"");
      written.add(new Literal(start, out.size(), text));
    }

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      reported.add(new Literal(start, end, text));
    }

    @Override
    public void name(JsonCursor at, String name, int start, int end) {
      reported.add(new Literal(start, end, name));
    }
  }

  @Test
  void every_string_is_reported_with_its_exact_bytes() throws JsonFault {
    long seed = 20_260_705L;
    int strings = 0;
    for (int n = 0; n < DOCUMENTS; n++) {
      RandomDocument document = new RandomDocument(new Random(seed + n));
      READER.read(document.bytes, document);
      assertEquals(document.written, document.reported, "seed " + (seed + n));
      strings += document.reported.size();
    }
    assertTrue(strings > DOCUMENTS);
  }

  @Test
  void a_splice_keeps_every_other_byte() throws JsonFault {
    long seed = 20_260_706L;
    for (int n = 0; n < DOCUMENTS; n++) {
      Random random = new Random(seed + n);
      RandomDocument document = new RandomDocument(random);
      JsonSplice splice = new JsonSplice();
      // The slow way: the text of the document's bytes, cut and joined.
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      List<String> texts = new ArrayList<>();
      int done = 0;
      List<Runnable> edits = new ArrayList<>();
      for (RandomDocument.Literal literal : document.written) {
        String text = literal.text();
        if (random.nextBoolean()) {
          // Unlike any other, or two names of one object might become equal.
          text = "<MASK " + texts.size() + ">\"\\\n😀" + text;
          String replacement = text;
          edits.add(() -> splice.replace(literal.start(), literal.end(), replacement));
          expected.write(document.bytes, done, literal.start() - done);
          done = literal.end();
          expected.writeBytes(
              ("\""
                      + text.codePoints().mapToObj(JsonDoorTest::escaped).reduce("", String::concat)
                      + "\"")
                  .getBytes(StandardCharsets.UTF_8));
        }
        texts.add(text);
      }
      expected.write(document.bytes, done, document.bytes.length - done);
      java.util.Collections.shuffle(edits, random);
      edits.forEach(Runnable::run);
      byte[] original = document.bytes.clone();
      byte[] spliced = splice.apply(document.bytes);
      String where = "seed " + (seed + n);
      assertTrue(Arrays.equals(original, document.bytes), where);
      assertTrue(Arrays.equals(expected.toByteArray(), spliced), where);
      List<String> read = new ArrayList<>();
      READER.read(
          spliced,
          new JsonVisitor() {
            @Override
            public void string(JsonCursor at, String text, int start, int end) {
              read.add(text);
            }

            @Override
            public void name(JsonCursor at, String name, int start, int end) {
              read.add(name);
            }
          });
      assertEquals(texts, read, where);
    }
  }

  /** As the splice writes it: the short escapes of RFC 8259 where there is one. */
  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < 0x20 ? String.format("\\u%04X", c) : Character.toString(c);
    };
  }

  @Test
  void a_splice_without_edits_is_the_document_itself() {
    byte[] json = "{ \"a\" : 1 }".getBytes(StandardCharsets.UTF_8);
    assertSame(json, new JsonSplice().apply(json));
  }

  @Test
  void edits_that_overlap_are_refused() {
    byte[] json = "{\"a\":\"bcd\"}".getBytes(StandardCharsets.UTF_8);
    JsonSplice splice = new JsonSplice().replace(5, 10, "x").replace(6, 9, "y");
    assertFalse(splice.isEmpty());
    assertThrows(IllegalArgumentException.class, () -> splice.apply(json));
  }
}
