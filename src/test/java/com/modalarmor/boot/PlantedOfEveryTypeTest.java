package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.modalarmor.boot.PlantedValuesTest.Route;
import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.detect.pii.PiiSamples;
import com.modalarmor.detect.secret.SecretSamples;
import com.modalarmor.fixture.Play;
import com.modalarmor.fixture.RedisServer;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A value of every entity and of every shape of secret, some at a time, through every route and
 * direction and into every failure; then looked for wherever the gateway keeps or tells anything.
 */
final class PlantedOfEveryTypeTest {

  private static final long SEED = 20_261_126;
  private static final int AT_A_TIME = 75;

  /** Shorter values are looked for with the words around them. */
  private static final int ALONE_MIN = 8;

  /** Tenants whose requests are counted in Redis. */
  private static final List<String> LIMITED = List.of("hobby", "globex");

  private static final String VECTORS =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(PiiSamples.ofEveryEntity(SEED));
    assertEquals(PiiSamples.entities(), values.size(), "seed " + SEED);
    values.put("PERSON", "Plantagenet " + "Quillfeather");
    values.put("LOCATION", "17 Plantedstrasse, " + "Quillstadt");
    values.put("ORGANIZATION", "Plantquill " + "Holdings Inc");
    values.put("NRP", "Lithuanian " + "Quillpeople");
    values.put("AGE", "aged 47, " + "says Quillage");
    Map<String, String> secrets = SecretSamples.ofEveryRule(SEED);
    assertTrue(secrets.size() >= 280, "secrets: " + secrets.size());
    assertTrue(SecretSamples.providers() >= 100);
    values.putAll(secrets);
    return values;
  }

  private static String sentence(String value) {
    return "It is " + value + " now.\n";
  }

  /** What the gateway itself says has failed; an answer may well hold what the model said. */
  private static List<String> errors(Reply reply) {
    return reply.text().lines().filter(line -> line.contains("\"error\"")).toList();
  }

  private static List<Route> routes(TestGateway gateway) {
    List<Route> routes = new ArrayList<>(PlantedValuesTest.routes());
    Reply made = gateway.post(VECTORS, "{\"name\":\"planted\",\"get_or_create\":true}");
    assertEquals(200, made.status(), made.text());
    String collection = VECTORS + "/" + made.json().getString("id");
    Function<String, String> rows =
        v ->
            "{\"ids\":[\"a\"],\"embeddings\":[[1,2]],\"documents\":["
                + PlantedValuesTest.quoted(v)
                + "],\"metadatas\":[{\"note\":"
                + PlantedValuesTest.quoted(v)
                + "}]}";
    routes.add(new Route("vector upsert", collection + "/upsert", rows));
    routes.add(
        new Route(
            "vector get",
            collection + "/get",
            v -> "{\"where_document\":{\"$contains\":" + PlantedValuesTest.quoted(v) + "}}"));
    return routes;
  }

  @Test
  void no_value_of_any_type_is_kept_or_told_anywhere(@TempDir Path folder) {
    Map<String, String> values = values();
    Finder finder = new Finder(values);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger own = (Logger) LoggerFactory.getLogger("com.modalarmor");
    Level before = root.getLevel();
    AppenderBase<ILoggingEvent> heard = new Listening(finder);
    heard.start();
    root.addAppender(heard);
    root.setLevel(Level.DEBUG);
    own.setLevel(Level.ALL);
    int sent = 0;
    int lost;
    int routes;
    try (TestGateway gateway =
        TestGateway.in(folder)
            .fakeModel()
            .everyCallReachesTheModelOnce()
            .setting("vector.store", "embedded")
            .policy(
                "tokens",
                "names: on\npii: {entities: [all], report-from: 0}\ninput:\n"
                    + "  pii: {action: tokenise}\n  secret: {action: tokenise}\n")
            .policy(
                "strict",
                "input:\n  pii: {action: block}\n  secret: {action: block}\n"
                    + "output:\n  pii: {action: block}\n  secret: {action: block}\n")
            .policy("watching", "mode: shadow\nnames: on\npii: {entities: [all]}\n")
            .tenant("tokens", "enterprise", "policy: tokens\n")
            .tenant("strict", "enterprise", "policy: strict\n")
            .tenant("watching", "enterprise", "policy: watching\n")
            .start()) {
      List<String> tenants = List.of("acme", "tokens", "strict", "watching");
      List<Route> all = routes(gateway);
      routes = all.size();
      List<String> list = new ArrayList<>(values.values());
      for (int from = 0; from < list.size(); from += AT_A_TIME) {
        StringBuilder text = new StringBuilder();
        list.subList(from, Math.min(list.size(), from + AT_A_TIME))
            .forEach(value -> text.append(sentence(value)));
        for (Route route : all) {
          boolean stream = route.path().contains("stream");
          for (Function<String, Play> play : PlantedValuesTest.plays(stream)) {
            gateway.fake().answering(received -> play.apply(text.toString()));
            HttpRequest request =
                gateway
                    .request(route.path(), gateway.key(tenants.get(sent % tenants.size())))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(route.body().apply(text.toString())))
                    .build();
            Reply reply = gateway.send(Version.HTTP_2, request);
            finder.look(reply.headers().toString());
            if (reply.status() != 400) {
              errors(reply).forEach(finder::look);
            }
            sent++;
          }
        }
      }
      keptInRedis(gateway.redis()).forEach(finder::look);
      lost = withoutRedis(gateway, finder, all, list);
      keptInRedis(gateway.redis()).forEach(finder::look);
      finder.look(gateway.auditText());
      finder.look(gateway.management("/metrics").text());
      finder.look(gateway.management("/readyz").text());
      assertEquals(sent + lost + 1, gateway.audit().size());
    } finally {
      root.setLevel(before);
      own.setLevel(null);
      root.detachAppender(heard);
    }
    assertEquals(Set.of(), finder.seen(), "kept or told");
    int packs = (values.size() + AT_A_TIME - 1) / AT_A_TIME;
    assertEquals(packs * routes * 7, sent);
    assertEquals(18, routes);
    assertEquals((packs + 1) * routes * LIMITED.size(), lost);
    finder.look("one " + sentence(values.get("TITLE")) + values.get("IBAN_CODE"));
    assertEquals(Set.of("TITLE", "IBAN_CODE"), finder.seen(), "the finder finds nothing");
  }

  /**
   * Redis dies under the requests and stays away until a tenant has had its share, then returns
   * empty and is told of it; how many requests that took.
   */
  private static int withoutRedis(
      TestGateway gateway, Finder finder, List<Route> routes, List<String> values) {
    gateway.redis().kill();
    int sent = 0;
    int refused = 0;
    for (int from = 0; from < values.size() + AT_A_TIME; from += AT_A_TIME) {
      boolean back = from >= values.size();
      if (back) {
        gateway.redis().restart();
        awaitRedis(gateway);
      }
      StringBuilder text = new StringBuilder();
      values
          .subList(back ? 0 : from, Math.min(values.size(), (back ? 0 : from) + AT_A_TIME))
          .forEach(value -> text.append(sentence(value)));
      for (Route route : routes) {
        boolean stream = route.path().contains("stream");
        for (String tenant : LIMITED) {
          gateway
              .fake()
              .answering(received -> PlantedValuesTest.plays(stream).get(0).apply(text.toString()));
          Reply reply =
              gateway.post(
                  Version.HTTP_2,
                  route.path(),
                  route.body().apply(text.toString()),
                  gateway.key(tenant));
          finder.look(reply.headers().toString());
          errors(reply).forEach(finder::look);
          refused += reply.status() == 503 ? 1 : 0;
          sent++;
        }
      }
    }
    assertTrue(refused > 0, "nobody's share was used up");
    return sent;
  }

  private static void awaitRedis(TestGateway gateway) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!Boolean.TRUE.equals(gateway.running().gateway().health().report().get("redis"))) {
      assertTrue(System.nanoTime() - deadline < 0, "Redis is back");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Every key, and everything in it. */
  private static List<String> keptInRedis(RedisServer redis) {
    List<String> kept = new ArrayList<>();
    for (String key : redis.command("KEYS *").lines().filter(l -> l.startsWith("ma:")).toList()) {
      kept.add(key);
      kept.add(redis.command("HGETALL " + key));
    }
    assertTrue(!kept.isEmpty(), "nothing was counted");
    return kept;
  }

  /** Looks for the values, and for the latter part of each, at the pace of a hash a character. */
  private static final class Finder {

    private static final int KEY = 8;

    private record Sought(String name, String text) {}

    private final Map<Integer, List<Sought>> byHash = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    Finder(Map<String, String> values) {
      values.forEach(
          (name, value) -> {
            boolean alone = value.length() >= ALONE_MIN;
            add(name, alone ? value : "is " + value + " now");
            if (value.length() >= 3 * ALONE_MIN) {
              add(name, value.substring(value.length() / 3));
            }
          });
    }

    private void add(String name, String text) {
      byHash.computeIfAbsent(hash(text, 0), k -> new ArrayList<>(1)).add(new Sought(name, text));
    }

    private static int hash(CharSequence text, int from) {
      int hash = 0;
      for (int i = from; i < from + KEY; i++) {
        hash = 31 * hash + text.charAt(i);
      }
      return hash;
    }

    synchronized void look(String text) {
      for (int i = 0; i + KEY <= text.length(); i++) {
        for (Sought sought : byHash.getOrDefault(hash(text, i), List.of())) {
          if (text.startsWith(sought.text(), i)) {
            seen.add(sought.name());
          }
        }
      }
    }

    synchronized Set<String> seen() {
      return new TreeSet<>(seen);
    }
  }

  /** Looks at what is logged as it comes: there is much of it. */
  private static final class Listening extends AppenderBase<ILoggingEvent> {

    private final Finder finder;

    Listening(Finder finder) {
      this.finder = finder;
    }

    @Override
    protected void append(ILoggingEvent line) {
      finder.look(line.getFormattedMessage());
      if (line.getThrowableProxy() != null) {
        finder.look(ThrowableProxyUtil.asString(line.getThrowableProxy()));
      }
    }
  }
}
