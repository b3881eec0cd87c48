package com.modalarmor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text that is JSON stays JSON, whatever is masked in it and however it is cut. */
final class JsonMaskTest {

  /** Writes what would break a string. */
  private static final Masking QUOTES = (finding, value) -> "<\"X\\>";

  private static Finding at(int start, int end) {
    FindingType type = FindingType.pii("X", Severity.HIGH);
    return new Finding(type, "pii:x", 1f, Severity.HIGH, 0, start, end);
  }

  private static String masked(String json, String value) {
    int start = json.indexOf(value);
    return new JsonMask().mask(json, List.of(at(start, start + value.length())), QUOTES);
  }

  private record Row(String json, String value, String masked) {}

  private static final String X = "<\\\"X\\\\>";

  private static final List<Row> ROWS =
      List.of(
          new Row("{\"a\":\"x 12 y\"}", "12", "{\"a\":\"x " + X + " y\"}"),
          new Row("{\"a\":4111}", "4111", "{\"a\":\"" + X + "\"}"),
          new Row("{\"a\":-4111.5}", "4111", "{\"a\":\"" + X + "\"}"),
          new Row("[1,4111,2]", "4111", "[1,\"" + X + "\",2]"),
          new Row("{\"a\":\"\\u00e4b\"}", "e4b", "{\"a\":\"" + X + "\"}"),
          new Row("{\"a\":\"b\\u00e4c\"}", "b\\u0", "{\"a\":\"" + X + "c\"}"),
          new Row("{\"a\":\"b\\ud83d\\ude00c\"}", "b\\ud83d", "{\"a\":\"" + X + "c\"}"),
          new Row("{\"a\":\"q\\\"r\"}", "q\\", "{\"a\":\"" + X + "r\"}"),
          new Row("{\"a\":\"b\",\"c\":\"d\"}", "b\",\"c\":\"d", "{\"a\":\"" + X + "\",\"\":\"\"}"),
          new Row("{\"a\":\"b\",\"c\":12}", "b\",\"c\":12", "{\"a\":\"" + X + "\",\"\":\"\"}"),
          new Row("\"4111\"", "4111", "\"" + X + "\""),
          new Row("  4111", "4111", "  \"" + X + "\""),
          new Row("Say 4111, \"so\"", "4111", "Say <\"X\\>, \"so\""));

  @Test
  void what_opens_and_closes_stays_and_what_stands_for_a_value_is_escaped() {
    int rows = 0;
    for (Row row : ROWS) {
      assertEquals(row.masked(), masked(row.json(), row.value()), row.toString());
      rows++;
    }
    assertEquals(13, rows);
  }

  @Test
  void the_operator_sees_the_value_without_its_escapes() {
    List<String> seen = new ArrayList<>();
    String json = "{\"a\":\"p\\u00e4\\\"q\"}";
    new JsonMask()
        .mask(
            json,
            List.of(at(6, json.length() - 2)),
            (finding, value) -> {
              seen.add(value);
              return "";
            });
    assertEquals(List.of("p\u00e4\"q"), seen);
  }

  @Test
  void any_ranges_in_any_cutting_leave_json_and_nothing_of_a_value() {
    int cases = 20_000;
    int cut = 0;
    int hidden = 0;
    for (long seed = 1; seed <= cases; seed++) {
      Random random = new Random(seed);
      String json = json(random, 3);
      List<Finding> findings = ranges(json, random);
      String why = "seed " + seed + ": " + json + " " + places(findings);
      String whole = new JsonMask().mask(json, findings, QUOTES);
      assertTrue(new JsonArray("[" + whole + "]").size() == 1, why);
      for (Finding finding : findings) {
        String value = json.substring(finding.start(), finding.end());
        int secret = value.indexOf("secret");
        if (secret >= 0 && value.length() >= secret + 16) { // all of it, and none is there twice
          assertFalse(whole.contains(value.substring(secret, secret + 16)), why);
          hidden++;
        }
      }
      assertEquals(whole, inPieces(json, findings, random), why);
      cut += findings.isEmpty() ? 0 : 1;
    }
    assertTrue(cut > cases / 2 && hidden > 100, cut + ", " + hidden);
  }

  /** Pieces end where no range and no escape or number is cut, as the guard lets them leave. */
  private static String inPieces(String json, List<Finding> findings, Random random) {
    JsonMask mask = new JsonMask();
    StringBuilder out = new StringBuilder();
    int from = 0;
    int come = 0;
    while (come < json.length()) {
      come = Math.min(json.length(), come + 1 + random.nextInt(9));
      boolean last = come == json.length();
      int to = come;
      for (int before = -1; to != before; ) {
        before = to;
        to = mask.whole(json.substring(0, come), from, beforeWhatCrosses(findings, to), last);
        to = Math.max(from, to);
      }
      List<Finding> here = new ArrayList<>();
      for (Finding finding : findings) {
        if (finding.end() > from && finding.end() <= to) {
          here.add(at(Math.max(0, finding.start() - from), finding.end() - from));
        }
      }
      out.append(mask.mask(json.substring(from, to), here, QUOTES));
      from = to;
    }
    return out.toString();
  }

  private static int beforeWhatCrosses(List<Finding> findings, int place) {
    int to = place;
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      if (finding.start() < to && finding.end() > to) {
        to = finding.start();
        i = -1;
      }
    }
    return to;
  }

  private static List<Finding> ranges(String json, Random random) {
    List<Finding> findings = new ArrayList<>();
    int from = 0;
    for (int i = random.nextInt(4); i > 0 && from < json.length(); i--) {
      int start = from + random.nextInt(json.length() - from);
      int end = Math.min(json.length(), start + 1 + random.nextInt(20));
      start -= Character.isLowSurrogate(json.charAt(start)) ? 1 : 0;
      if (end < json.length() && Character.isLowSurrogate(json.charAt(end))) {
        end++;
      }
      findings.add(at(start, end));
      from = end + 1;
    }
    return findings;
  }

  private static String places(List<Finding> findings) {
    StringBuilder places = new StringBuilder();
    findings.forEach(f -> places.append(f.start()).append('-').append(f.end()).append(' '));
    return places.toString();
  }

  private static String json(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return random.nextInt(3) == 0 ? "" + random.nextInt() : quoted(random);
    }
    StringBuilder json = new StringBuilder();
    boolean list = random.nextBoolean();
    for (int i = random.nextInt(4); i >= 0; i--) {
      json.append(json.length() == 0 ? "" : random.nextBoolean() ? "," : " , ");
      json.append(list ? "" : quoted(random) + ":").append(json(random, depth - 1));
    }
    return list ? "[" + json + "]" : "{" + json + "}";
  }

  private static String quoted(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(
          List.of(
                  "a",
                  "secret" + (1_000_000_000L + random.nextInt(1_000_000_000)),
                  "\\n",
                  "\\u00e4",
                  "\\\"",
                  "\\\\",
                  "\\ud83d\\ude00",
                  "\uD83D\uDE00")
              .get(random.nextInt(8)));
    }
    return text.append('"').toString();
  }

  @Test
  void random_values_are_what_the_test_takes_them_for() {
    assertEquals(1, new JsonObject("{\"a\":" + json(new Random(5), 3) + "}").size());
  }
}
