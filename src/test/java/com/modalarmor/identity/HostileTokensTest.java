package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.verdict.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No token of {@link HostileTokenTable} is believed, nor one that is changed at random. */
class HostileTokensTest {

  @TempDir static Path folder;
  private static Issuers issuers;

  @BeforeAll
  static void makeKeys() throws Exception {
    issuers = new Issuers(folder);
  }

  @Test
  void refuses_every_hostile_token_by_the_rule_meant_for_it() {
    CallerResolver resolver = issuers.resolver();
    assertNotNull(resolver.resolve(new Credentials(issuers.es(c -> {})), issuers.snapshot));
    int ran = 0;
    for (HostileTokenTable.Row row : HostileTokenTable.of(issuers)) {
      long before = resolver.verifications();
      String outcome = outcome(resolver, row.token());
      assertEquals("UNAUTHENTICATED by " + row.rule(), outcome, row.name());
      boolean reached = row.rule() == Rule.SIGNATURE || row.rule() == Rule.SIGNATURE_FORM;
      assertEquals(reached ? before + 1 : before, resolver.verifications(), row.name());
      ran++;
    }
    assertEquals(164, ran);
  }

  private static String outcome(CallerResolver resolver, String token) {
    try {
      return "accepted as " + resolver.resolve(new Credentials(token), issuers.snapshot).actor();
    } catch (Refusal refusal) {
      return refusal.reason() + " by " + resolver.lastBroken();
    } catch (Throwable other) {
      return other.toString();
    }
  }

  @Test
  void accepts_none_of_200_000_mutated_tokens() {
    long seed = 20_261_123L;
    Random random = new Random(seed);
    String rsClaims = Issuers.claims(Issuers.RS).encode();
    String hsClaims = Issuers.claims(Issuers.HS).encode();
    String[] good = {
      issuers.es(c -> {}),
      issuers.rs(Issuers.header("RS256"), rsClaims),
      issuers.hs(issuers.secret, Issuers.header("HS256"), hsClaims),
      issuers.hs(issuers.secret, Issuers.header("HS256"), hsClaims),
      issuers.hs(issuers.secret, Issuers.header("HS256"), hsClaims),
    };
    CallerResolver resolver = issuers.resolver();
    int refused = 0;
    int ran = 0;
    while (ran < 200_000) {
      String token = good[random.nextInt(good.length)];
      String mutated = mutate(token, random);
      if (mutated.equals(token)) {
        continue;
      }
      ran++;
      String outcome = outcome(resolver, mutated);
      assertTrue(outcome.startsWith("UNAUTHENTICATED"), () -> "seed " + seed + ": " + outcome);
      refused++;
    }
    assertEquals(200_000, refused);
  }

  private static String mutate(String token, Random random) {
    StringBuilder text = new StringBuilder(token);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && text.length() > 1; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) random.nextInt(128));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
        case 3 -> text.setLength(Math.max(1, at));
        case 4 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 8)));
        default ->
            text.setCharAt(
                at,
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
                    .charAt(random.nextInt(65)));
      }
    }
    return text.toString();
  }

  @Test
  void never_throws_anything_but_a_refusal_on_noise() {
    long seed = 7L;
    Random random = new Random(seed);
    CallerResolver resolver = issuers.resolver();
    for (int i = 0; i < 20_000; i++) {
      byte[] header = new byte[random.nextInt(40)];
      byte[] claims = new byte[random.nextInt(200)];
      byte[] signature = new byte[random.nextInt(80)];
      random.nextBytes(header);
      random.nextBytes(claims);
      random.nextBytes(signature);
      String head =
          random.nextBoolean()
              ? Issuers.b64(header)
              : Issuers.b64(Issuers.header("ES256").getBytes(StandardCharsets.UTF_8));
      String token = head + "." + Issuers.b64(claims) + "." + Issuers.b64(signature);
      String outcome = outcome(resolver, token);
      assertTrue(outcome.startsWith("UNAUTHENTICATED"), () -> "seed " + seed + ": " + outcome);
    }
  }
}
