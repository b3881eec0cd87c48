package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Vector access over HTTP, as callers meet it; run once over each store. */
abstract class VectorAccessContract {

  private static final String ROOT =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";
  private static final String SECRET = "zanzibar";

  abstract TestGateway gateway();

  /** Somebody with a credential. */
  private final class Person {
    final String token;

    Person(String name, String clearance, List<String> compartments, String... roles) {
      token = gateway().jwt("acme", name, clearance, compartments, roles);
    }

    Reply post(String path, String json, String... headers) {
      HttpRequest.Builder request =
          gateway()
              .request(path, token)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return gateway().send(HttpClient.Version.HTTP_2, request.build());
    }

    Reply get(String path) {
      return gateway().get(HttpClient.Version.HTTP_2, path, token);
    }

    String collection(String name) {
      Reply reply = post(ROOT, new JsonObject().put("name", name).encode());
      assertEquals(200, reply.status(), reply.text());
      return ROOT + "/" + reply.json().getString("id");
    }

    List<?> ids(String collection, String body) {
      Reply reply = post(collection + "/get", body);
      assertEquals(200, reply.status(), reply.text());
      return reply.json().getJsonArray("ids").getList();
    }
  }

  private Person low() {
    return new Person("low", "internal", List.of(), "app");
  }

  private Person high() {
    return new Person("high", "secret", List.of("hr"), "curator");
  }

  private static String add(String id, String document) {
    return new JsonObject()
        .put("ids", List.of(id))
        .put("embeddings", List.of(List.of(1.0, 2.0)))
        .put("documents", List.of(document))
        .put("metadatas", List.of(new JsonObject().put("k", 1).put("word", document)))
        .encode();
  }

  private static void assertStatus(int status, Reply reply) {
    assertEquals(status, reply.status(), reply.text());
  }

  @Test
  void forbidden_and_absent_are_told_apart_by_nothing_in_any_answer() {
    String bare = high().collection("bare");
    String full = high().collection("full");
    for (String collection : List.of(bare, full)) {
      assertStatus(201, low().post(collection + "/add", add("mine", "visible")));
    }
    for (int i = 0; i < 20; i++) {
      assertStatus(201, high().post(full + "/add", add("s" + i, SECRET + i)));
    }
    List<String> actions = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      String id = random.nextBoolean() ? "s" + random.nextInt(25) : "mine";
      actions.add("get {\"ids\":[\"" + id + "\"],\"include\":[\"embeddings\",\"documents\"]}");
      actions.add("get {\"where\":{\"word\":{\"$ne\":\"x\"}}}");
      actions.add("get {\"where_document\":{\"$contains\":\"" + SECRET + "\"}}");
      actions.add(
          "query {\"query_embeddings\":[[1,2]],\"n_results\":" + (1 + random.nextInt(30)) + "}");
      actions.add("update {\"ids\":[\"" + id + "\"],\"documents\":[\"new" + i + "\"]}");
      actions.add("upsert " + add(id, "other" + i));
      actions.add("add " + add(id, "again" + i));
      actions.add("delete {\"ids\":[\"" + id + "\"]}");
      actions.add("delete {\"where\":{\"k\":1}}");
      actions.add("count");
    }
    for (String action : actions) {
      String name = action.split(" ", 2)[0];
      Reply a;
      Reply b;
      if (name.equals("count")) {
        a = low().get(bare + "/count");
        b = low().get(full + "/count");
      } else {
        String body = action.substring(name.length() + 1);
        a = low().post(bare + "/" + name, body);
        b = low().post(full + "/" + name, body);
      }
      assertEquals(a.status(), b.status(), action);
      assertEquals(a.text(), b.text(), action);
      assertEquals(steady(a), steady(b), action);
      assertTrue(a.status() < 500, a.text());
    }
    assertEquals(
        20, high().ids(full, "{\"where_document\":{\"$contains\":\"" + SECRET + "\"}}").size());
  }

  /** Headers without what differs between any two answers. */
  private static Map<String, List<String>> steady(Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers());
    List.of("x-request-id", "server-timing", "ratelimit", "date").forEach(headers::remove);
    return headers;
  }

  @Test
  void no_hostile_filter_or_metadata_shows_a_hidden_row_or_breaks_anything() {
    String collection = high().collection("hostile");
    assertStatus(201, high().post(collection + "/add", add(SECRET, SECRET)));
    assertStatus(201, low().post(collection + "/add", add("mine", "visible")));
    List<String> filters = HostileFilters.all();
    assertTrue(filters.size() >= 200, "filters: " + filters.size());
    for (String filter : filters) {
      for (String form : List.of("{\"where\":%s}", "{\"where_document\":%s}")) {
        String body = form.replace("%s", filter);
        unharmed(low().post(collection + "/get", body), body);
        unharmed(
            low()
                .post(
                    collection + "/query",
                    "{\"query_embeddings\":[[1,2]],\"n_results\":9," + body.substring(1)),
            body);
      }
      unharmed(
          low()
              .post(
                  collection + "/upsert",
                  "{\"ids\":[\"m\"],\"embeddings\":[[1,2]],\"metadatas\":[" + filter + "]}"),
          filter);
    }
    for (String body : HostileFilters.bodies()) {
      unharmed(low().post(collection + "/get", body), body);
      unharmed(low().post(collection + "/delete", body), body);
    }
    assertEquals(
        List.of(SECRET), high().ids(collection, "{\"ids\":[\"" + SECRET + "\"]}"), "still there");
    Reply metadata = high().post(collection + "/get", "{\"ids\":[\"m\"]}");
    assertFalse(metadata.text().contains("modal-armor:"), metadata.text());
  }

  private static void unharmed(Reply reply, String body) {
    assertFalse(reply.text().contains(SECRET), () -> body + " shows " + reply.text());
    assertTrue(reply.status() < 500, () -> body + ": " + reply.status() + reply.text());
  }

  @Test
  void reserved_metadata_is_neither_set_nor_filtered_on_nor_shown() {
    String collection = low().collection("reserved");
    for (String key :
        List.of("modal-armor:level", "Modal-Armor:owner", "chroma:document", "#document", "$k")) {
      String records =
          "{\"ids\":[\"x\"],\"embeddings\":[[1,2]],\"metadatas\":[{\"" + key + "\":\"public\"}]}";
      for (String action : List.of("/add", "/upsert", "/update")) {
        assertStatus(400, low().post(collection + action, records));
      }
      String nulled = records.replace("\"public\"", "null");
      for (String action : List.of("/upsert", "/update")) {
        assertStatus(400, low().post(collection + action, nulled));
      }
      String about = "{\"name\":\"about\",\"metadata\":{\"" + key + "\":\"public\"}}";
      assertStatus(400, low().post(ROOT, about));
      Reply reply =
          low().post(collection + "/get", "{\"where\":{\"" + key + "\":{\"$eq\":\"public\"}}}");
      assertStatus(400, reply);
      assertEquals("InvalidArgumentError", reply.json().getString("error"));
    }
    assertStatus(201, low().post(collection + "/add", add("x", "plain")));
    Reply shown = low().post(collection + "/get", "{}");
    assertEquals(
        new JsonObject().put("k", 1).put("word", "plain"),
        shown.json().getJsonArray("metadatas").getJsonObject(0));
  }

  @Test
  void labels_come_from_headers_and_the_answer_bears_their_join() {
    String collection = high().collection("headers");
    Person curator = new Person("boss", "secret", List.of("hr", "eng"), "curator");
    assertStatus(
        201,
        curator.post(collection + "/add", add("a", "one"), VectorHeaders.CLEARANCE, "internal;hr"));
    assertStatus(
        201,
        curator.post(
            collection + "/add",
            add("b", "two"),
            VectorHeaders.CLEARANCE,
            "internal",
            VectorHeaders.LABEL,
            "confidential;eng"));
    Reply all = curator.post(collection + "/get", "{}");
    assertEquals("confidential;eng,hr", all.header(VectorHeaders.LABEL));
    Reply lowered = curator.post(collection + "/get", "{}", VectorHeaders.CLEARANCE, "internal;hr");
    assertEquals(new JsonArray().add("a"), lowered.json().getJsonArray("ids"));
    assertEquals("internal;hr", lowered.header(VectorHeaders.LABEL));
    assertStatus(403, low().post(collection + "/get", "{}", VectorHeaders.CLEARANCE, "secret"));
    assertStatus(400, low().post(collection + "/get", "{}", VectorHeaders.CLEARANCE, "cosmic"));
    assertStatus(
        403, low().post(collection + "/add", add("c", "no"), VectorHeaders.LABEL, "public"));
  }

  @Test
  void every_access_is_recorded_with_ids_and_labels_and_probing_is_told() {
    String collection = high().collection("audited");
    assertStatus(201, high().post(collection + "/add", add("s1", SECRET)));
    Person prober = new Person("prober", "public", List.of(), "reader");
    double before = gateway().metric("modal_armor_vector_probing_total");
    for (int i = 0; i < 25; i++) {
      assertStatus(200, prober.post(collection + "/get", "{\"ids\":[\"s1\"]}"));
    }
    assertStatus(403, prober.post(collection + "/add", add("x", "y")));
    List<JsonObject> records = gateway().audit();
    JsonObject written =
        records.stream()
            .filter(r -> r.getString("route").equals("chroma.add"))
            .filter(r -> r.containsKey("vectors"))
            .filter(r -> r.getJsonObject("vectors").getString("collection").equals("audited"))
            .findFirst()
            .orElseThrow()
            .getJsonObject("vectors");
    assertEquals(new JsonArray().add("s1"), written.getJsonArray("ids"));
    assertEquals(new JsonArray().add("secret;hr"), written.getJsonArray("labels"));
    List<JsonObject> denied =
        records.stream()
            .filter(r -> r.getString("actor").equals("sub:prober") && r.containsKey("vectors"))
            .map(r -> r.getJsonObject("vectors"))
            .toList();
    assertEquals(26, denied.size());
    assertEquals(new JsonObject().put("secret", 1), denied.get(0).getJsonObject("denied"));
    assertEquals(new JsonObject().put("operation", 1), denied.get(25).getJsonObject("denied"));
    assertEquals(1, denied.stream().filter(r -> r.getBoolean("probing")).count());
    assertEquals(before + 1, gateway().metric("modal_armor_vector_probing_total"));
    assertTrue(gateway().metric("modal_armor_vector_denials_total", "level=\"secret\"") >= 25);
    assertFalse(gateway().auditText().contains(SECRET), "documents are never recorded");
  }

  @Test
  void tenants_share_nothing_and_the_path_is_believed_by_nobody() {
    String collection = low().collection("mine-alone");
    assertStatus(201, low().post(collection + "/add", add("x", "ours")));
    String stranger = gateway().jwt("globex", "boss", "top_secret", List.of(), "admin");
    String id = collection.substring(ROOT.length() + 1);
    List<String> paths =
        List.of(
            collection,
            "/api/v2/tenants/acme/databases/default_database/collections/" + id,
            "/api/v2/tenants/globex/databases/default_database/collections/" + id,
            "/api/v2/tenants/default_tenant/databases/other/collections/" + id);
    for (String path : paths) {
      for (String action : List.of("/get", "/query", "/upsert", "/update", "/delete")) {
        String body =
            action.equals("/query") ? "{\"query_embeddings\":[[1,2]]}" : add("x", "theirs");
        Reply reply = gateway().post(HttpClient.Version.HTTP_2, path + action, body, stranger);
        assertStatus(404, reply);
      }
    }
    Reply own = gateway().get(HttpClient.Version.HTTP_2, ROOT + "/mine-alone", stranger);
    assertStatus(404, own);
    Reply wrong =
        low()
            .post(
                "/api/v2/tenants/default_tenant/databases/other/collections/" + id + "/get", "{}");
    assertStatus(404, wrong);
    assertEquals(List.of("x"), low().ids(collection, "{}"));
  }

  @Test
  void names_of_databases_are_not_for_those_who_have_nothing_there() {
    String databases = "/api/v2/tenants/default_tenant/databases";
    Person admin = new Person("admin", "internal", List.of(), "admin");
    assertStatus(200, admin.post(databases, "{\"name\":\"merger-plans\"}"));
    assertTrue(admin.get(databases).text().contains("merger-plans"));
    Person nothing = new Person("nothing", "top_secret", List.of(), "unknown-role");
    assertFalse(nothing.get(databases).text().contains("merger-plans"));
    assertStatus(200, nothing.get(databases + "/default_database"));
    Reply there = nothing.get(databases + "/merger-plans");
    Reply absent = nothing.get(databases + "/merger-plots");
    assertStatus(404, there);
    assertEquals(absent.text().replace("plots", "plans"), there.text());
    assertStatus(404, nothing.get(databases + "/merger-plans/collections/x"));
  }

  @Test
  void refusals_have_chromas_shape_and_unknown_routes_are_no_routes() {
    Reply nobody = gateway().get(HttpClient.Version.HTTP_2, "/api/v2/version", "");
    assertStatus(401, nobody);
    assertEquals("AuthError", nobody.json().getString("error"));
    assertStatus(200, low().get("/api/v2/version"));
    assertEquals("default_tenant", low().get("/api/v2/auth/identity").json().getString("tenant"));
    String collection = low().collection("shapes");
    assertStatus(501, low().post(collection + "/search", "{}"));
    assertStatus(501, low().post(collection + "/fork", "{}"));
    for (String path : List.of("/api/v2/reset", "/api/v2/collections/a:b:c", "/api/v2x")) {
      assertStatus(404, low().post(path, "{}"));
    }
    assertStatus(404, low().post(collection + "/functions/attach", "{}"));
    assertStatus(405, low().get(collection + "/get"));
    assertStatus(403, low().post("/api/v2/tenants", "{\"name\":\"other\"}"));
    Reply malformed = low().post(collection + "/get", "{\"ids\":[\"a\"],\"ids\":[\"b\"]}");
    assertStatus(422, malformed);
    Person nothing = new Person("nothing", "top_secret", List.of(), "unknown-role");
    assertStatus(404, nothing.post(collection + "/get", "{}"));
    assertEquals("[]", nothing.get(ROOT).text());
    assertStatus(403, nothing.post(ROOT, "{\"name\":\"shapes\"}"));
    assertStatus(403, nothing.post(ROOT, "{\"name\":\"not-there\"}"));
  }

  @Test
  void a_changed_label_counts_from_the_next_request_on() {
    String collection = high().collection("moving");
    Person second = new Person("second", "secret", List.of("hr"), "curator");
    assertStatus(201, high().post(collection + "/add", add("x", SECRET)));
    assertEquals(List.of(), low().ids(collection, "{}"));
    Reply asked = high().post(collection + "/relabel", "{\"ids\":[\"x\"],\"label\":\"internal\"}");
    assertStatus(202, asked);
    String confirm = "{\"confirm\":\"" + asked.json().getString("pending") + "\"}";
    assertStatus(403, high().post(collection + "/relabel", confirm));
    assertStatus(200, second.post(collection + "/relabel", confirm));
    assertEquals(List.of("x"), low().ids(collection, "{}"));
    assertStatus(
        200, high().post(collection + "/relabel", "{\"ids\":[\"x\"],\"label\":\"secret\"}"));
    assertEquals(List.of(), low().ids(collection, "{}"));
  }
}
