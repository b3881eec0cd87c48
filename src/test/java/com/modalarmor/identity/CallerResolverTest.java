package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good credentials, how long they are remembered, and what a change of tenants does to them. */
class CallerResolverTest {

  @TempDir static Path folder;
  private static Issuers issuers;

  private final AtomicLong now = new AtomicLong(Issuers.NOW_S);
  private final AtomicReference<Keyring> keyring = new AtomicReference<>(issuers.keyring);
  private final VerifiedTokens verified = new VerifiedTokens(IdentitySettings.DEFAULT);
  private final CallerResolver resolver =
      new CallerResolver(IdentitySettings.DEFAULT, keyring::get, verified, now::get);

  @BeforeAll
  static void makeKeys() throws Exception {
    issuers = new Issuers(folder);
  }

  private Caller resolve(String credential) {
    return resolver.resolve(new Credentials(credential), issuers.snapshot);
  }

  private void refused(String credential, TenantSnapshot snapshot) {
    Refusal refusal =
        assertThrows(Refusal.class, () -> resolver.resolve(new Credentials(credential), snapshot));
    assertEquals(Reason.UNAUTHENTICATED, refusal.reason());
  }

  @Test
  void accepts_a_good_token_of_each_algorithm() {
    String rsInput = Issuers.input(Issuers.header("PS256"), Issuers.claims(Issuers.PS).encode());
    String[] good = {
      issuers.es(c -> {}),
      issuers.rs(Issuers.header("RS256"), Issuers.claims(Issuers.RS).encode()),
      issuers.hs(issuers.secret, Issuers.header("HS256"), Issuers.claims(Issuers.HS).encode()),
      rsInput + "." + Issuers.b64(Pss.sign(issuers.rs.getPrivate(), rsInput)),
    };
    int ran = 0;
    for (String token : good) {
      Caller caller = resolve(token);
      assertEquals("acme", caller.tenant().id());
      assertEquals("sub:alice", caller.actor());
      assertEquals(Caller.JWT, caller.kind());
      ran++;
    }
    assertEquals(4, ran);
  }

  @Test
  void accepts_each_harmless_variation() {
    String claims = Issuers.claims(Issuers.ES).encode();
    String many = Issuers.claims(Issuers.MANY).encode();
    String[] good = {
      issuers.es("{\"alg\":\"ES256\"}", claims),
      issuers.es("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims),
      issuers.es("{\"alg\":\"ES256\",\"typ\":\"jwt\"}", claims),
      issuers.es(" {\"kid\":\"es\",\n\"alg\":\"ES256\"}", claims),
      issuers.es("{\"alg\":\"ES256\",\"kid\":\"es\"}", many),
      issuers.rs("{\"alg\":\"RS256\",\"kid\":\"rs\"}", many),
      issuers.rs("{\"alg\":\"RS256\"}", many),
      issuers.es(c -> c.put("aud", new JsonArray().add("x").add(Issuers.AUDIENCE))),
      issuers.es(c -> c.put("exp", Issuers.NOW_S - 29)),
      issuers.es(c -> c.put("exp", Issuers.NOW_S + 0.5)),
      issuers.es(c -> c.put("exp", Issuers.NOW_S - 60 + 86_400)),
      issuers.es(c -> c.put("nbf", Issuers.NOW_S + 30)),
      issuers.es(c -> c.put("iat", Issuers.NOW_S + 30)),
      issuers.es(c -> c.put("foo", new JsonObject().put("roles", 1)).putNull("bar")),
    };
    int ran = 0;
    for (String token : good) {
      assertNotNull(resolve(token), "row " + ran);
      ran++;
    }
    assertEquals(14, ran);
  }

  @Test
  void takes_roles_clearance_and_compartments_from_the_token() {
    Caller caller =
        resolve(
            issuers.es(
                c ->
                    c.put("roles", new JsonArray().add("reader").add("reader").add("writer"))
                        .put("clearance", "secret")
                        .put("compartments", new JsonArray().add("hr"))
                        .put("amr", new JsonArray().add("mfa"))));
    assertEquals(Set.of("reader", "writer"), caller.roles());
    assertEquals("secret", caller.clearance());
    assertEquals(List.of("hr"), caller.compartments());
  }

  @Test
  void gives_the_lowest_clearance_to_a_token_without_one() {
    assertEquals("public", resolve(issuers.es(c -> {})).clearance());
  }

  @Test
  void hashes_a_subject_that_is_long_or_unprintable_or_poses_as_a_hash() {
    int ran = 0;
    for (String subject : new String[] {"a".repeat(129), "a\nb", "zoë", "sha256:00"}) {
      String actor = resolve(issuers.es(c -> c.put("sub", subject))).actor();
      assertTrue(actor.startsWith("sub:sha256:") && actor.length() == 75, actor);
      ran++;
    }
    assertEquals(4, ran);
  }

  @Test
  void accepts_an_api_key_and_names_it_by_its_id() {
    Caller caller = resolve(issuers.apiKey);
    assertEquals("key:main", caller.actor());
    assertEquals(Caller.API_KEY, caller.kind());
    assertEquals(Set.of("app"), caller.roles());
  }

  @Test
  void refuses_an_expired_an_unknown_and_no_key() {
    refused(issuers.expiredKey, issuers.snapshot);
    refused(ApiKeys.generate(), issuers.snapshot);
    refused("", issuers.snapshot);
    refused("ma_", issuers.snapshot);
  }

  @Test
  void makes_no_look_up_for_ten_thousand_bad_checksums() {
    long seed = 61L;
    Random random = new Random(seed);
    int ran = 0;
    while (ran < 10_000) {
      StringBuilder key = new StringBuilder(ApiKeys.generate());
      int at = ApiKeys.PREFIX.length() + random.nextInt(36);
      char other = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_-~".charAt(random.nextInt(45));
      if (key.charAt(at) == other) {
        continue;
      }
      key.setCharAt(at, other);
      refused(key.toString(), issuers.snapshot);
      ran++;
    }
    assertEquals(0, resolver.keyLookUps(), "seed " + seed);
    resolve(issuers.apiKey);
    assertEquals(1, resolver.keyLookUps());
  }

  @Test
  void checks_the_signature_of_one_token_once() {
    String token = issuers.es(c -> {});
    Caller first = resolve(token);
    assertSame(first, resolve(new String(token.toCharArray())));
    assertEquals(1, resolver.verifications());
  }

  @Test
  void forgets_a_token_when_it_expires() {
    String token = issuers.es(c -> {});
    resolve(token);
    now.set(Issuers.NOW_S + 600);
    resolve(token);
    assertEquals(2, resolver.verifications(), "within the leeway it is verified each time");
    resolve(token);
    assertEquals(3, resolver.verifications());
    now.set(Issuers.NOW_S + 630);
    refused(token, issuers.snapshot);
  }

  @Test
  void does_not_remember_a_refused_token() {
    String token = issuers.es(c -> {});
    String bad = token.substring(0, token.length() - 4) + "AAAA";
    refused(bad, issuers.snapshot);
    refused(bad, issuers.snapshot);
    assertEquals(2, resolver.verifications());
    assertEquals(0, verified.size());
  }

  @Test
  void remembers_no_more_tokens_than_it_may() {
    IdentitySettings small = new IdentitySettings(30, 8_192, 86_400, 10);
    VerifiedTokens bounded = new VerifiedTokens(small);
    CallerResolver few =
        new CallerResolver(small, () -> issuers.keyring, bounded, () -> Issuers.NOW_S);
    for (int i = 0; i < 100; i++) {
      JsonObject claims = Issuers.claims(Issuers.HS).put("sub", "u" + i);
      few.resolve(
          new Credentials(issuers.hs(issuers.secret, Issuers.header("HS256"), claims.encode())),
          issuers.snapshot);
    }
    assertTrue(bounded.size() <= 10, () -> "holds " + bounded.size());
  }

  @Test
  void a_removed_tenant_loses_its_remembered_tokens_at_once() {
    String token = issuers.es(c -> {});
    resolve(token);
    refused(token, TenantSnapshot.of(2, List.of(issuers.globex())));
  }

  @Test
  void a_changed_tenant_is_seen_through_a_remembered_token() {
    String token = issuers.es(c -> {});
    resolve(token);
    Tenant changed = issuers.acme(Tier.FREE);
    TenantSnapshot next = TenantSnapshot.of(2, List.of(changed, issuers.globex()));
    assertSame(changed, resolver.resolve(new Credentials(token), next).tenant());
    assertEquals(2, resolver.verifications());
  }

  @Test
  void a_reload_that_changes_nothing_keeps_remembered_tokens() {
    String token = issuers.es(c -> {});
    resolve(token);
    TenantSnapshot next = TenantSnapshot.of(2, List.of(issuers.acme(Tier.PRO), issuers.globex()));
    keyring.set(Keyring.load(next));
    resolver.resolve(new Credentials(token), next);
    assertEquals(1, resolver.verifications());
  }

  @Test
  void a_key_file_with_another_key_ends_remembered_tokens() throws Exception {
    Path own = java.nio.file.Files.createDirectory(folder.resolve("rotated"));
    Issuers rotating = new Issuers(own);
    keyring.set(rotating.keyring);
    String token = rotating.es(c -> {});
    assertNotNull(resolver.resolve(new Credentials(token), rotating.snapshot));
    rotating.pem("es.pem", rotating.es2);
    keyring.set(Keyring.load(rotating.snapshot));
    refused(token, rotating.snapshot);
  }

  @Test
  void believes_no_token_before_the_keyring_has_the_issuer() {
    keyring.set(Keyring.EMPTY);
    refused(issuers.es(c -> {}), issuers.snapshot);
  }

  @Test
  void never_prints_a_credential() {
    String token = issuers.es(c -> {});
    assertFalse(new Credentials(token).toString().contains("eyJ"));
    assertFalse(resolve(token).toString().contains(token));
  }
}
