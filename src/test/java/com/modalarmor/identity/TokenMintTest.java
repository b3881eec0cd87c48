package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.settings.InvalidSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenMintTest {

  @TempDir Path folder;

  @Test
  void mints_tokens_that_the_gateway_accepts() throws Exception {
    Issuers issuers = new Issuers(folder);
    Path es = folder.resolve("es.key");
    Path rs = folder.resolve("rs.key");
    Files.write(es, KeyFile.encode(issuers.es.getPrivate().getEncoded(), "PRIVATE KEY"));
    Files.write(rs, KeyFile.encode(issuers.rs.getPrivate().getEncoded(), "PRIVATE KEY"));
    Object[][] rows = {
      {es, "es", Issuers.ES, "ES256"},
      {es, "", Issuers.ES, "ES256"},
      {rs, "rs", Issuers.RS, "RS256"},
      {folder.resolve("hs.hmac"), "hs", Issuers.HS, "HS256"},
    };
    CallerResolver resolver =
        new CallerResolver(
            IdentitySettings.DEFAULT,
            () -> issuers.keyring,
            new VerifiedTokens(IdentitySettings.DEFAULT));
    int ran = 0;
    for (Object[] row : rows) {
      TokenMint mint = TokenMint.of((Path) row[0], (String) row[1]);
      assertEquals(row[3], mint.algorithm());
      String token =
          mint.mint(
              new TokenMint.Claims(
                  (String) row[2],
                  Issuers.AUDIENCE,
                  "acme",
                  "bob",
                  List.of("app"),
                  "internal",
                  List.of("hr"),
                  300));
      Caller caller = resolver.resolve(new Credentials(token), issuers.snapshot);
      assertEquals("sub:bob", caller.actor());
      assertEquals(Set.of("app"), caller.roles());
      assertEquals("internal", caller.clearance());
      ran++;
    }
    assertEquals(4, ran);
  }

  @Test
  void refuses_a_key_file_that_it_cannot_sign_with() throws Exception {
    new Issuers(folder);
    Files.writeString(folder.resolve("short.hmac"), "short");
    int ran = 0;
    for (String name : new String[] {"es.pem", "short.hmac", "absent.pem"}) {
      assertThrows(InvalidSettings.class, () -> TokenMint.of(folder.resolve(name), ""));
      ran++;
    }
    assertEquals(3, ran);
  }
}
