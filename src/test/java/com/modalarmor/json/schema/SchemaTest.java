package com.modalarmor.json.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.json.schema.SchemaCheck.Answer;
import com.modalarmor.json.schema.SchemaFault.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Schemas as callers send them, by hand and against a library that has all of the standard. */
final class SchemaTest {

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static Object value(String json) throws JsonFault {
    return JsonTree.read(
            new JsonReader(JsonLimits.DEFAULT), bytes("{\"a\":" + json + "}"), Set.of())
        .get("a");
  }

  private static Answer check(String schema, String json) throws Exception {
    return SchemaCheck.of(Schema.of(bytes(schema)), value(json));
  }

  private record Row(String schema, String value, boolean fits) {}

  /** The forms that Gemini's {@code responseSchema} has beside the standard's. */
  private static final List<Row> ROWS =
      List.of(
          new Row("{\"type\":\"STRING\"}", "\"a\"", true),
          new Row("{\"type\":\"STRING\"}", "1", false),
          new Row("{\"type\":\"INTEGER\",\"format\":\"int32\"}", "1", true),
          new Row("{\"type\":\"INTEGER\"}", "1.5", false),
          new Row("{\"type\":\"INTEGER\"}", "1.0", true),
          new Row("{\"type\":\"NUMBER\"}", "1", true),
          new Row("{\"type\":\"STRING\",\"nullable\":true}", "null", true),
          new Row("{\"type\":\"STRING\",\"nullable\":true,\"enum\":[\"a\"]}", "null", true),
          new Row("{\"type\":\"STRING\"}", "null", false),
          new Row("{\"type\":[\"string\",\"null\"]}", "null", true),
          new Row(
              "{\"type\":\"STRING\",\"format\":\"enum\",\"enum\":[\"x\",\"y\"]}", "\"y\"", true),
          new Row(
              "{\"type\":\"STRING\",\"format\":\"enum\",\"enum\":[\"x\",\"y\"]}", "\"z\"", false),
          new Row("{\"type\":\"ARRAY\",\"minItems\":\"2\"}", "[1]", false),
          new Row("{\"type\":\"ARRAY\",\"minItems\":\"2\",\"maxItems\":\"2\"}", "[1,2]", true),
          new Row("{\"type\":\"ARRAY\",\"items\":{\"type\":\"STRING\"}}", "[\"a\",2]", false),
          new Row("{\"anyOf\":[{\"type\":\"STRING\"},{\"type\":\"INTEGER\"}]}", "true", false),
          new Row("{\"type\":\"OBJECT\",\"required\":[\"a\"]}", "{\"b\":1}", false),
          new Row(
              "{\"type\":\"OBJECT\",\"properties\":{\"a\":{\"type\":\"STRING\"}},"
                  + "\"propertyOrdering\":[\"a\"]}",
              "{\"a\":\"x\",\"more\":1}",
              true),
          new Row("{\"type\":\"STRING\",\"format\":\"date\"}", "\"2024-02-29\"", true),
          new Row("{\"type\":\"STRING\",\"format\":\"date\"}", "\"2023-02-29\"", false),
          new Row(
              "{\"type\":\"STRING\",\"format\":\"date-time\"}", "\"2024-02-01T10:00:00Z\"", true),
          new Row("{\"type\":\"STRING\",\"format\":\"date-time\"}", "\"2024-02-01 10:00\"", false),
          new Row("{\"type\":\"STRING\",\"pattern\":\"^[A-Z]{2}$\"}", "\"AB\"", true),
          new Row("{\"type\":\"STRING\",\"pattern\":\"^[A-Z]{2}$\"}", "\"ABC\"", false),
          new Row("{\"type\":\"NUMBER\",\"multipleOf\":0.1}", "0.3", true),
          new Row("{\"type\":\"STRING\",\"maxLength\":1}", "\"\uD83D\uDE00\"", true),
          new Row(
              "{\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/$defs/n\"}},"
                  + "\"additionalProperties\":false}},\"$ref\":\"#/$defs/n\"}",
              "{\"next\":{\"next\":{\"x\":1}}}",
              false));

  @Test
  void values_fit_or_differ_as_the_model_api_says() throws Exception {
    int rows = 0;
    for (Row row : ROWS) {
      Answer expected = row.fits() ? Answer.FITS : Answer.DIFFERS;
      assertEquals(expected, check(row.schema(), row.value()), row.toString());
      rows++;
    }
    assertEquals(27, rows);
  }

  @Test
  void what_cannot_be_used_is_refused_by_kind() {
    assertEquals(Kind.REFERENCE, fault("{\"$ref\":\"https://example.com/schema\"}"));
    assertEquals(Kind.REFERENCE, fault("{\"$ref\":\"#/$defs/missing\"}"));
    assertEquals(Kind.PATTERN, fault("{\"pattern\":\"(?=a)b\"}"));
    assertEquals(Kind.MALFORMED, fault("{\"type\":\"strange\"}"));
    assertEquals(Kind.MALFORMED, fault("{\"properties\":[]}"));
    assertEquals(Kind.TOO_LARGE, fault("{\"pattern\":\"" + "a".repeat(513) + "\"}"));
    assertEquals(Kind.TOO_LARGE, fault("{\"title\":\"" + "a".repeat(Schema.BYTES_MAX) + "\"}"));
    assertEquals(Kind.TOO_LARGE, fault("{\"not\":".repeat(70) + "{}" + "}".repeat(70)));
    assertEquals(Kind.TOO_LARGE, fault("{\"anyOf\":[" + "{},".repeat(5_000) + "{}]}"));
  }

  private static Kind fault(String schema) {
    return assertThrows(SchemaFault.class, () -> Schema.of(bytes(schema))).kind();
  }

  @Test
  void a_schema_that_doubles_at_each_step_or_goes_in_circles_ends_soon() throws Exception {
    StringBuilder doubling = new StringBuilder("{\"$ref\":\"#/$defs/s0\",\"$defs\":{");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\":\"#/$defs/s" + (i + 1) + "\"}";
      doubling.append("\"s" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
    }
    doubling.append("\"s40\":{}}}");
    long begin = System.nanoTime();
    assertEquals(Answer.TOO_LONG, check(doubling.toString(), "1"));
    assertEquals(Answer.TOO_LONG, check("{\"$ref\":\"#\"}", "1"));
    assertEquals(
        Answer.TOO_LONG,
        check("{\"uniqueItems\":true}", "[" + "1.5,".repeat(0) + row(2_000) + "]"));
    long ms = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(ms < 3_000, ms + " ms");
  }

  private static String row(int count) {
    StringBuilder row = new StringBuilder("0");
    for (int i = 1; i < count; i++) {
      row.append(',').append(i);
    }
    return row.toString();
  }

  @Test
  void keywords_that_are_not_known_make_it_partial() throws Exception {
    assertTrue(Schema.of(bytes("{\"patternProperties\":{}}")).partial());
    assertTrue(!Schema.of(bytes("{\"description\":\"x\",\"propertyOrdering\":[]}")).partial());
  }

  @Test
  void random_schemas_say_of_random_values_what_a_library_says() throws Exception {
    int fitting = 0;
    int cases = 4_000;
    for (long seed = 1; seed <= cases; seed++) {
      Random random = new Random(seed);
      String schema = schema(random, 3).encode();
      Object json = random(random, 3);
      String text = new JsonArray().add(json).encode();
      text = text.substring(1, text.length() - 1);
      Validator library =
          Validator.create(
              JsonSchema.of(new JsonObject(schema)),
              new JsonSchemaOptions()
                  .setDraft(Draft.DRAFT202012)
                  .setOutputFormat(OutputFormat.Flag)
                  .setBaseUri("app://x"));
      boolean fits = library.validate(json).getValid();
      Answer expected = fits ? Answer.FITS : Answer.DIFFERS;
      assertEquals(expected, check(schema, text), "seed " + seed + ": " + schema + " " + text);
      fitting += fits ? 1 : 0;
    }
    assertTrue(fitting > cases / 10 && fitting < cases * 9 / 10, "fitting: " + fitting);
  }

  private static final List<String> TYPES =
      List.of("string", "integer", "number", "boolean", "null", "object", "array");

  private static JsonObject schema(Random random, int depth) {
    JsonObject schema = new JsonObject();
    if (random.nextInt(3) > 0) {
      schema.put("type", TYPES.get(random.nextInt(TYPES.size())));
    }
    for (int i = 0; i < 2; i++) {
      switch (random.nextInt(depth > 0 ? 16 : 9)) {
        case 0 -> schema.put("minLength", random.nextInt(3));
        case 1 -> schema.put("maxLength", random.nextInt(3));
        case 2 -> schema.put("minimum", random.nextInt(4));
        case 3 -> schema.put("exclusiveMaximum", random.nextInt(4));
        case 4 -> schema.put("minItems", random.nextInt(3));
        case 5 -> schema.put("uniqueItems", true);
        case 6 -> schema.put("maxProperties", random.nextInt(3));
        case 7 -> schema.put("enum", new JsonArray().add(random(random, 0)).add(random(random, 1)));
        case 8 -> schema.put("pattern", "^a?b");
        case 9 -> schema.put("properties", new JsonObject().put("a", schema(random, depth - 1)));
        case 10 -> schema.put("items", schema(random, depth - 1));
        case 11 -> schema.put("anyOf", pair(random, depth));
        case 12 -> schema.put("oneOf", pair(random, depth));
        case 13 -> schema.put("not", schema(random, depth - 1));
        case 14 -> schema.put("required", new JsonArray().add("a"));
        default -> schema.put("additionalProperties", schema(random, depth - 1));
      }
    }
    return schema;
  }

  private static JsonArray pair(Random random, int depth) {
    return new JsonArray().add(schema(random, depth - 1)).add(schema(random, depth - 1));
  }

  private static Object random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> List.of("", "a", "b", "ab", "\uD83D\uDE00").get(random.nextInt(5));
      case 2, 3 -> (long) random.nextInt(4);
      case 4 -> random.nextInt(4) + 0.5;
      case 5 -> random.nextBoolean();
      case 6 -> {
        JsonArray list = new JsonArray();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(random(random, depth - 1));
        }
        yield list;
      }
      default -> {
        JsonObject object = new JsonObject();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.put(i == 1 ? "a" : "b", random(random, depth - 1));
        }
        yield object;
      }
    };
  }
}
