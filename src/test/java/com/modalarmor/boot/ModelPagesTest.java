package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.fixture.Play;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of models come in pages, and a client that turns them must get the next one. */
final class ModelPagesTest {

  private static final String MODELS = "/v1beta/models";

  @Test
  void page_size_and_token_reach_the_model_and_nothing_else_of_a_query(@TempDir Path folder) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("", "");
    rows.put("?pageSize=2&pageToken=Ch9ab_-%3D", "?pageSize=2&pageToken=Ch9ab_-%3D");
    rows.put("?alt=json&pageToken=a&x=1", "?pageToken=a");
    rows.put("?pageTokens=a&page=b&prettyPrint=true", "");
    try (TestGateway gateway = TestGateway.in(folder).fakeModel().start()) {
      gateway.fake().usually(Play.json(200, "{\"models\":[],\"nextPageToken\":\"b\"}"));
      int ran = 0;
      for (Map.Entry<String, String> row : rows.entrySet()) {
        var reply = gateway.get(Version.HTTP_2, MODELS + row.getKey(), gateway.key("acme"));
        assertEquals(200, reply.status(), reply.text());
        assertEquals("b", reply.json().getString("nextPageToken"));
        assertEquals(MODELS + row.getValue(), gateway.fake().take().uri());
        ran++;
      }
      assertEquals(4, ran);
      var bad = gateway.get(Version.HTTP_2, MODELS + "?pageToken=a;b", gateway.key("acme"));
      assertEquals(400, bad.status());
      assertEquals("INVALID_ARGUMENT", bad.errorStatus());
      assertEquals(4, gateway.fake().requests());
    }
  }
}
