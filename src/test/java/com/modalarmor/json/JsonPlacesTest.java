package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each token is told with the bytes that it stands in. */
final class JsonPlacesTest {

  private static final int DOCUMENTS = 3_000;
  private static final String[] BLANKS = {"", "", " ", "\n\t", " \r\n "};
  private static final String[] LITERALS = {"true", "false", "null"};
  private static final String[] NUMBERS = {"0", "-1", "12345678901234567890", "1.5e-3", "-0.25E+4"};
  private static final String[] TEXTS = {
    "", "a", "\\\"", "\\\\", "{", "},:[", "\\u00e9", "\u00e9\u4f60", "\ud83d\ude00", "a\\nb", ","
  };

  private static final class Writer {
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int tokens;

    Writer(long seed) {
      random = new Random(seed);
    }

    private String one(String... of) {
      return of[random.nextInt(of.length)];
    }

    private Writer put(String token) {
      out.append(one(BLANKS)).append(token).append(one(BLANKS));
      return this;
    }

    private void object(int depth) {
      put("{");
      tokens += 2;
      int fields = random.nextInt(4);
      for (int i = 0; i < fields; i++) {
        put(i == 0 ? "" : ",").put('"' + one(TEXTS) + i + '"').put(":");
        tokens++;
        value(depth);
      }
      put("}");
    }

    private void value(int depth) {
      int kind = random.nextInt(depth > 4 ? 3 : 5);
      if (kind == 3) {
        object(depth + 1);
      } else if (kind == 4) {
        put("[");
        tokens += 2;
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
          put(i == 0 ? "" : ",");
          value(depth + 1);
        }
        put("]");
      } else {
        tokens++;
        put(kind == 0 ? '"' + one(TEXTS) + '"' : kind == 1 ? one(NUMBERS) : one(LITERALS));
      }
    }
  }

  /** Compares each place with what stands there. */
  private static final class Comparing implements JsonVisitor {
    private final ObjectMapper mapper = new ObjectMapper();
    private final byte[] json;
    private int tokens;

    Comparing(byte[] json) {
      this.json = json;
    }

    private String at(int start, int end) {
      return new String(json, start, end - start, StandardCharsets.UTF_8);
    }

    private void same(String text, int start, int end) {
      tokens++;
      try {
        assertEquals(text, mapper.readValue(at(start, end), String.class));
      } catch (java.io.IOException e) {
        throw new AssertionError(at(start, end), e);
      }
    }

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      same(text, start, end);
    }

    @Override
    public void name(JsonCursor at, String name, int start, int end) {
      same(name, start, end);
    }

    @Override
    public void number(JsonCursor at, byte[] bytes, int start, int end) {
      tokens++;
      assertTrue(java.util.List.of(NUMBERS).contains(at(start, end)), at(start, end));
    }

    @Override
    public void literal(JsonCursor at) {
      tokens++;
    }

    @Override
    public void enter(JsonCursor at, boolean array, int start) {
      tokens++;
      assertEquals(array ? "[" : "{", at(start, start + 1));
    }

    @Override
    public void leave(JsonCursor at, boolean array, int end) {
      tokens++;
      assertEquals(array ? "]" : "}", at(end - 1, end));
    }
  }

  @Test
  void each_token_is_told_with_the_bytes_that_it_stands_in() throws Exception {
    long seed = System.nanoTime();
    int tokens = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      Writer writer = new Writer(seed + i);
      writer.object(0);
      byte[] json = writer.out.toString().getBytes(StandardCharsets.UTF_8);
      Comparing visitor = new Comparing(json);
      try {
        new JsonReader(JsonLimits.DEFAULT).read(json, visitor);
      } catch (JsonFault | AssertionError e) {
        throw new AssertionError("seed " + (seed + i) + ": " + writer.out, e);
      }
      assertEquals(writer.tokens, visitor.tokens, () -> "of " + writer.out);
      tokens += visitor.tokens;
    }
    assertTrue(tokens > 5 * DOCUMENTS, "tokens: " + tokens);
  }
}
