package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names that come twice, told as the parser's own slow way tells them. */
class NamesSeenTest {

  private static final JsonFactory SLOW =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonReader reader = new JsonReader(JsonLimits.DEFAULT);

  @Test
  void a_name_is_refused_exactly_where_the_parser_itself_would_refuse_it() throws IOException {
    Random random = new Random(11);
    int refused = 0;
    int documents = 4_000;
    for (int i = 0; i < documents; i++) {
      StringBuilder json = new StringBuilder();
      object(random, json, 0, 20 + random.nextInt(4_000));
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      boolean slow = slowRefuses(bytes);
      assertEquals(slow, refuses(bytes), "document " + i);
      refused += slow ? 1 : 0;
    }
    assertTrue(refused > documents / 10 && refused < documents * 9 / 10, refused + " refused");
  }

  @Test
  void what_an_object_within_another_holds_is_not_the_outer_ones() throws JsonFault {
    read("{\"a\":{\"a\":{\"a\":1},\"b\":2},\"b\":[{\"a\":1},{\"a\":1}]}");
  }

  @Test
  void an_object_of_many_names_keeps_them_beside_the_many_of_one_within_it() throws JsonFault {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      json.append("\"n").append(i).append("\":");
      if (i == 50) {
        json.append('{');
        for (int k = 0; k < 100; k++) {
          json.append(k == 0 ? "" : ",").append("\"n").append(k).append("\":0");
        }
        json.append("},");
      } else {
        json.append("0,");
      }
    }
    read(json + "\"m\":0}");
    assertTrue(refuses((json + "\"n7\":0}").getBytes(StandardCharsets.UTF_8)));
    assertTrue(refuses((json + "\"n99\":0}").getBytes(StandardCharsets.UTF_8)));
  }

  private void read(String json) throws JsonFault {
    reader.read(json.getBytes(StandardCharsets.UTF_8), (at, text, start, end) -> {});
  }

  private boolean refuses(byte[] json) {
    try {
      reader.read(json, (at, text, start, end) -> {});
      return false;
    } catch (JsonFault e) {
      assertEquals(JsonFault.Kind.DUPLICATE_NAME, e.kind());
      return true;
    }
  }

  private static boolean slowRefuses(byte[] json) throws IOException {
    try (JsonParser parser = SLOW.createParser(json)) {
      while (parser.nextToken() != null) {
        parser.currentName();
      }
      return false;
    } catch (JsonParseException e) {
      assertTrue(e.getOriginalMessage().startsWith("Duplicate"));
      return true;
    }
  }

  /** Up to 40 names out of {@code pool}, some of them escaped; now and then one within another. */
  private static void object(Random random, StringBuilder json, int depth, int pool) {
    int names = random.nextInt(random.nextInt(40) + 1);
    json.append('{');
    for (int i = 0; i < names; i++) {
      json.append(i == 0 ? "\"" : ",\"");
      String name = "k" + random.nextInt(pool);
      json.append(random.nextInt(4) == 0 ? "\\u006b" + name.substring(1) : name).append("\":");
      if (depth < 4 && random.nextInt(6) == 0) {
        object(random, json, depth + 1, pool);
      } else if (depth < 4 && random.nextInt(8) == 0) {
        json.append('[');
        object(random, json, depth + 1, pool);
        json.append(']');
      } else {
        json.append(random.nextInt(10));
      }
    }
    json.append('}');
  }
}
