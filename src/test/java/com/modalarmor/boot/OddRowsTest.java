package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flood of rows, as metrics, the audit log and other readers see it. */
final class OddRowsTest {

  private static final String ROOT =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";
  private static final String ASIDE =
      """
      vectors:
        floods: quarantine
        roles:
          curator:
            grants:
              - {collections: ["*"], any: [list, get, query, count, add, create-collection]}
      """;

  private static JsonObject flood(int rows) {
    JsonArray ids = new JsonArray();
    JsonArray vectors = new JsonArray();
    for (int i = 0; i < rows; i++) {
      ids.add("f" + i);
      vectors.add(List.of(1, 2, 3 + i * 1e-4));
    }
    ids.add("other");
    vectors.add(List.of(-3, 1, 1));
    return new JsonObject().put("ids", ids).put("embeddings", vectors);
  }

  @Test
  void a_flood_is_noted_or_put_aside_as_the_policy_says(@TempDir Path folder) {
    try (TestGateway gateway =
        TestGateway.in(folder)
            .setting("vector.store", "embedded")
            .policy("aside", ASIDE)
            .tenant("aside", "enterprise", "policy: aside\n")
            .start()) {
      for (String tenant : List.of("acme", "aside")) {
        String token = gateway.jwt(tenant, "c", "internal", List.of(), "curator");
        Reply made = gateway.post(Version.HTTP_2, ROOT, "{\"name\":\"odd\"}", token);
        String in = ROOT + "/" + made.json().getString("id");
        Reply added = gateway.post(Version.HTTP_2, in + "/add", flood(25).encode(), token);
        assertEquals(201, added.status(), added.text());
        boolean aside = tenant.equals("aside");
        assertEquals(aside ? "25" : "", added.header("x-modal-armor-quarantined"));
        Reply count =
            gateway.send(Version.HTTP_2, gateway.request(in + "/count", token).GET().build());
        assertEquals(aside ? "1" : "26", count.text());
        JsonObject record =
            gateway.audit().stream()
                .filter(r -> r.getString("route").equals("chroma.add"))
                .filter(r -> r.getString("tenant").equals(tenant))
                .findFirst()
                .orElseThrow();
        assertEquals(25, record.getJsonObject("vectors").getInteger("flooding"));
        assertEquals(0, record.getJsonObject("vectors").getInteger("hubs"));
      }
      assertTrue(gateway.metric("modal_armor_vector_odd_total") >= 50);
    }
  }
}
