package com.modalarmor.dialect.chroma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Include;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.VectorResult;
import com.modalarmor.vector.rights.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Hits can always be spelt: on an event loop that is done when the record has been handed over,
 * which says that they were.
 */
final class ResultsTest {

  private static final int ROUNDS = 2_000;
  private static final String ODD =
      "a\"\\/\n\t\0\u007f\u0085\u2028ü€\ud83d\udc4d\ud83d\udc4d{}[],:";

  private final Random random = new Random(1);

  /** Any characters, halves of pairs among them. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(
          random.nextInt(8) == 0
              ? (char) random.nextInt(1 << 16)
              : ODD.charAt(random.nextInt(ODD.length())));
    }
    return text.toString();
  }

  private String textOrNull() {
    return random.nextInt(4) == 0 ? null : text();
  }

  private float number() {
    return random.nextInt(4) == 0
        ? List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -0f).get(random.nextInt(4))
        : random.nextFloat();
  }

  /** Of every kind that a tree read from JSON holds. */
  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> Double.longBitsToDouble(random.nextLong());
      case 3 -> random.nextBoolean();
      case 4 -> new float[] {number(), number()};
      case 5 -> text();
      case 6 -> {
        List<Object> list = new ArrayList<>();
        list.add(value(depth - 1));
        list.add(value(depth - 1));
        yield list;
      }
      default -> map(depth - 1);
    };
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value(depth));
    }
    return map;
  }

  private Hit hit() {
    float[] vector = random.nextBoolean() ? null : new float[] {number(), number()};
    Map<String, Object> metadata = random.nextInt(4) == 0 ? null : map(3);
    Row row =
        new Row(
            text(), Label.parse("public"), "sub:a", vector, textOrNull(), textOrNull(), metadata);
    return new Hit(row, number());
  }

  @Test
  void whatever_rows_hold_their_hits_can_be_spelt() {
    for (int round = 0; round < ROUNDS; round++) {
      Set<Include> include = EnumSet.noneOf(Include.class);
      for (Include one : Include.values()) {
        if (random.nextBoolean()) {
          include.add(one);
        }
      }
      List<Hit> hits = List.of(hit(), hit());
      byte[] spelt = Results.encode(new VectorResult.Hits(List.of(hits, List.of()), include));
      assertEquals('}', spelt[spelt.length - 1]);
    }
  }

  /** What Chroma's answers are read into. */
  @Test
  void what_is_read_can_be_written() throws Exception {
    String json =
        "{\"embeddings\":[[[1,2.5],[],[1,\"x\"],[[1]],null],7],\"a\":{\"b\":[1e300,-1,true,null,"
            + "123456789012345678901234567890,\"\\ud83d\\udc4d\"]},\"\":[]}";
    JsonReader reader = new JsonReader(new JsonLimits(32, 1 << 20, 1_000));
    Map<String, Object> tree =
        JsonTree.read(reader, json.getBytes(StandardCharsets.UTF_8), Set.of(), 3);
    Row row = new Row("a", Label.parse("public"), "sub:a", null, null, null, tree);
    byte[] spelt =
        Results.encode(
            new VectorResult.Hits(
                List.of(List.of(new Hit(row, 0))), EnumSet.of(Include.METADATAS)));
    assertTrue(new String(spelt, StandardCharsets.UTF_8).contains("1.0E300"));
  }
}
