package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import java.security.Security;
import java.security.Signature;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native provider, and that everything else goes on working behind it. */
class CryptoProviderTest {

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Security.removeProvider("AmazonCorrettoCryptoProvider");
  }

  @Test
  void names_the_provider_that_then_checks_signatures() throws Exception {
    String name = CryptoProvider.install();
    assertEquals(name, CryptoProvider.install(), "a second call changes nothing");
    if (!name.equals(CryptoProvider.JDK)) {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(Issuers.ec("secp256r1").getPublic());
      assertEquals(name, signature.getProvider().getName());
    }
  }

  @Test
  void accepts_the_same_tokens_as_before() throws Exception {
    Issuers issuers = new Issuers(folder);
    CryptoProvider.install();
    String ps = Issuers.input(Issuers.header("PS256"), Issuers.claims(Issuers.PS).encode());
    String[] good = {
      issuers.es(c -> {}),
      issuers.rs(Issuers.header("RS256"), Issuers.claims(Issuers.RS).encode()),
      issuers.hs(issuers.secret, Issuers.header("HS256"), Issuers.claims(Issuers.HS).encode()),
      ps + "." + Issuers.b64(Pss.sign(issuers.rs.getPrivate(), ps)),
    };
    CallerResolver resolver = issuers.resolver();
    int ran = 0;
    for (String token : good) {
      assertNotNull(resolver.resolve(new Credentials(token), issuers.snapshot));
      ran++;
    }
    assertEquals(4, ran);
  }

  @Test
  void leaves_self_signed_certificates_and_tls_1_3_working() throws Exception {
    CryptoProvider.install();
    Vertx vertx = Vertx.vertx();
    try {
      int ran = 0;
      for (SSLEngineOptions engine :
          new SSLEngineOptions[] {new JdkSSLEngineOptions(), new OpenSSLEngineOptions()}) {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
        var server =
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setSsl(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                        .setKeyCertOptions(certificate.keyCertOptions())
                        .setSslEngineOptions(engine))
                .requestHandler(request -> request.response().end("ok"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        var client =
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setSsl(true)
                    .setTrustOptions(certificate.trustOptions())
                    .setVerifyHost(false)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3")));
        String body =
            client
                .request(io.vertx.core.http.HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send().compose(response -> response.body()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .toString();
        assertEquals("ok", body);
        ran++;
      }
      assertTrue(ran == 2);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }
}
