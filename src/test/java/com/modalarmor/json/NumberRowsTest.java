package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows of numbers that are read from their bytes, against the parser that reads all else. */
final class NumberRowsTest {

  private static final JsonReader READER = new JsonReader(new JsonLimits(32, 1 << 20, 100_000));
  private static final Set<String> VECTORS = Set.of("v");
  private static final int CASES = 200_000;

  private static Map<String, Object> tree(String json) throws JsonFault {
    return JsonTree.read(READER, json.getBytes(StandardCharsets.UTF_8), VECTORS);
  }

  private static Object read(String row) {
    try {
      return ((List<?>) tree("{\"a\":1,\"v\":[" + row + "],\"b\":\"x\"}").get("v")).get(0);
    } catch (JsonFault e) {
      return e.kind();
    }
  }

  /** What the parser makes of it: a text behind the numbers keeps the row from being cut out. */
  private static Object parsed(String number) {
    try {
      Map<String, Object> tree = tree("{\"n\":" + number + "}");
      return tree.get("n") instanceof Long whole
          ? (float) (long) whole
          : (float) (double) tree.get("n");
    } catch (JsonFault e) {
      return e.kind();
    }
  }

  private static void same(String number, String what) {
    Object wanted = parsed(number);
    Object got = read("[" + number + "]");
    if (wanted instanceof Float value) {
      assertArrayEquals(new float[] {value}, (float[]) got, 0f, () -> what + ": " + number);
      assertEquals(
          Float.floatToRawIntBits(value),
          Float.floatToRawIntBits(((float[]) got)[0]),
          () -> what + ": " + number);
    } else {
      assertEquals(wanted, got, () -> what + ": " + number);
    }
  }

  private static String anyNumber(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    if (!Float.isFinite(value)) {
      value = random.nextFloat();
    }
    return switch (random.nextInt(9)) {
      case 0 -> Float.toString(value);
      case 1 -> Double.toString(value);
      case 2 -> Double.toString(random.nextGaussian());
      case 3 -> Float.toString((float) random.nextGaussian());
      case 4 -> Long.toString(random.nextLong() >> random.nextInt(60));
      case 5 -> new BigDecimal((double) (float) random.nextGaussian()).toPlainString();
      // Right between two floats, and next to it.
      case 6 -> half(random).toString();
      case 7 -> half(random).add(new BigDecimal("1e-19")).toPlainString();
      default -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "e", random.nextGaussian());
    };
  }

  private static BigDecimal half(Random random) {
    float value = (float) random.nextGaussian();
    BigDecimal next = new BigDecimal((double) Math.nextUp(value));
    return new BigDecimal((double) value).add(next).divide(BigDecimal.valueOf(2));
  }

  @Test
  void every_number_is_the_float_that_the_parser_makes_of_it() {
    long seed = Long.getLong("numbers.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      same(anyNumber(random), "seed " + seed);
    }
  }

  @Test
  void odd_numbers_are_judged_as_the_parser_judges_them() {
    List<String> odd = new ArrayList<>();
    odd.addAll(List.of("0", "-0", "0.0", "-0.0", "-0e9", "0e-400", "1e400", "-1e400", "1e-400"));
    odd.addAll(List.of("01", "-01", "00", "+1", ".5", "5.", "-", "1e", "1e+", "1.e1", "--1"));
    odd.addAll(List.of("NaN", "Infinity", "0x1", "1 2", "1,", ",1", "1,,2", "1f", "1_0"));
    odd.addAll(List.of("9007199254740992", "9007199254740993", "9007199254740993.5"));
    odd.addAll(List.of("9223372036854775807", "-9223372036854775808", "9223372036854775808"));
    odd.addAll(List.of("123456789012345678", "1234567890123456789", "12345678901234567890123"));
    odd.addAll(List.of("3.4028236e38", "3.4028235677973366e38", "1e39", "1.4e-45", "7e-46"));
    odd.addAll(List.of("1.1754943e-38", "1.17549429e-38", "2.2250738585072014e-308", "4.9e-324"));
    odd.add("0." + "0".repeat(70) + "1");
    odd.add("1".repeat(70));
    odd.add("1." + "1".repeat(600));
    for (String number : odd) {
      if (parsed(number) instanceof Float || number.indexOf(' ') < 0 && number.indexOf(',') < 0) {
        same(number, "odd");
      } else {
        assertEquals(JsonFault.Kind.NOT_JSON, read("[" + number + "]"), number);
      }
    }
    assertEquals(50, odd.size());
  }

  @Test
  void rows_are_told_from_what_only_looks_like_one() throws JsonFault {
    assertSame(JsonTree.NOT_NUMBERS, read("[1,\"x\"]"));
    assertSame(JsonTree.NOT_NUMBERS, read("[1,null]"));
    assertSame(JsonTree.NOT_NUMBERS, read("[[1]]"));
    assertSame(JsonTree.NOT_NUMBERS, read("[[]]"));
    assertSame(JsonTree.NOT_NUMBERS, read("[{\"v\":[1]}]"));
    assertArrayEquals(new float[0], (float[]) read("[]"));
    assertArrayEquals(new float[] {1, -2.5f}, (float[]) read(" [ 1 ,\n-2.5\t]\r"));
    Map<String, Object> mixed = tree("{\"v\":[[],[1],[\"\"],[],null,[2,3],[[]],7,[4]]}");
    List<?> rows = (List<?>) mixed.get("v");
    assertEquals(9, rows.size());
    assertArrayEquals(new float[0], (float[]) rows.get(0));
    assertArrayEquals(new float[] {1}, (float[]) rows.get(1));
    assertSame(JsonTree.NOT_NUMBERS, rows.get(2));
    assertArrayEquals(new float[0], (float[]) rows.get(3));
    assertArrayEquals(new float[] {2, 3}, (float[]) rows.get(5));
    assertSame(JsonTree.NOT_NUMBERS, rows.get(6));
    assertEquals(7L, rows.get(7));
    assertArrayEquals(new float[] {4}, (float[]) rows.get(8));
  }

  @Test
  void names_in_disguise_and_lists_elsewhere_are_read_as_ever() throws JsonFault {
    assertArrayEquals(
        new float[] {1}, (float[]) ((List<?>) tree("{\"\\u0076\":[[1],[]]}").get("v")).get(0));
    assertEquals(List.of(List.of(1L)), tree("{\"w\":[[1]],\"x\":{\"v\":[[1]]},\"v\":[]}").get("w"));
    assertEquals(
        Map.of("v", List.of(List.of(1L))),
        tree("{\"w\":[[1]],\"x\":{\"v\":[[1]]},\"v\":[]}").get("x"));
    assertEquals("[1]\",\"v\":[[9]]", tree("{\"s\":\"[1]\\\",\\\"v\\\":[[9]]\"}").get("s"));
    assertThrows(JsonFault.class, () -> tree("{\"v\":[[1]],\"v\":[[2]]}"));
    assertThrows(JsonFault.class, () -> tree("{\"v\":[[1]],\"\\u0076\":[[2]]}"));
    for (String broken :
        List.of("{\"v\":[[1]", "{\"v\":[[1", "{\"v\":[[1]]]}", "{\"v\":[[1]]}}", "{\"v\":[[1]}")) {
      assertThrows(JsonFault.class, () -> tree(broken), broken);
    }
  }

  @Test
  void numbers_that_are_cut_out_count_like_others() {
    String many = "1,".repeat(100_000) + "1";
    assertEquals(JsonFault.Kind.TOO_MANY_TOKENS, read("[" + many + "]"));
    assertTrue(read("[" + many.substring(0, 100_000) + "0]") instanceof float[]);
  }
}
