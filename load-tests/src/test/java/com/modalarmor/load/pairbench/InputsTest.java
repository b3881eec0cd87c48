package com.modalarmor.load.pairbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir private Path folder;

  @Test
  void the_prompt_has_1024_characters_and_the_answer_about_1_kb() {
    String prompt =
        new JsonObject(Payloads.request())
            .getJsonArray("contents")
            .getJsonObject(0)
            .getJsonArray("parts")
            .getJsonObject(0)
            .getString("text");
    assertEquals(1024, prompt.length());
    int answerBytes = Payloads.answer().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(answerBytes >= 1000 && answerBytes <= 1100, "answer has " + answerBytes + " bytes");
  }

  @Test
  void the_token_verifies_under_the_key_file_that_the_gateway_gets() throws Exception {
    JwtMint mint = JwtMint.create();
    Path keyFile = folder.resolve("key.pem");
    mint.writePublicKey(keyFile);
    String[] parts = mint.token(1000, 60).split("\\.");
    assertEquals(3, parts.length);
    String pem = Files.readString(keyFile).replaceAll("-----[^-]+-----|\\s", "");
    Signature verify = Signature.getInstance("SHA256withRSA");
    verify.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
    verify.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(verify.verify(Base64.getUrlDecoder().decode(parts[2])));
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    assertEquals(1060L, claims.getLong("exp"));
    assertEquals(JwtMint.TENANT, claims.getString("tenant"));
  }

  @Test
  void a_template_is_filled_and_an_unknown_placeholder_is_refused() {
    assertEquals("a: 1, b: 1;", Template.fill("a: ${X}, b: ${X};", Map.of("X", "1")));
    assertThrows(BenchFailure.class, () -> Template.fill("${Y}", Map.of("X", "1")));
    assertThrows(BenchFailure.class, () -> Template.fill("${X", Map.of("X", "1")));
  }

  @Test
  void the_certificate_is_made_as_pem_files() throws Exception {
    try (Children children = new Children()) {
      Certificate certificate = Certificate.create(children, folder);
      assertTrue(
          Files.readString(certificate.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----"));
      assertTrue(Files.readString(certificate.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----"));
    }
  }
}
