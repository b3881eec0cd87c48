package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RawTls;
import com.modalarmor.ingress.ServerTls;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data plane agrees to before the first request. */
class TlsTest {

  @TempDir static Path folder;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.in(folder).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void tls_1_2_is_refused_with_an_alert() {
    SSLException refused =
        assertThrows(
            SSLException.class,
            () ->
                RawTls.open(
                    RawTls.trusting(gateway.caFile()),
                    gateway.dataPort(),
                    new String[] {"TLSv1.2"},
                    "h2"));
    assertTrue(refused.getMessage().contains("protocol_version"), refused.getMessage());
  }

  @Test
  void a_client_that_offers_both_versions_gets_1_3() throws IOException {
    String[] both = {"TLSv1.3", "TLSv1.2"};
    try (RawTls tls =
        RawTls.open(RawTls.trusting(gateway.caFile()), gateway.dataPort(), both, "h2")) {
      assertEquals("TLSv1.3", tls.tlsVersion());
    }
  }

  @Test
  void alpn_picks_h2_in_whatever_order_the_client_offers_it() throws IOException {
    String[][] offers = {{"h2", "http/1.1"}, {"http/1.1", "h2"}, {"h2"}, {"x", "http/1.1", "h2"}};
    int ran = 0;
    for (String[] offer : offers) {
      try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), offer)) {
        assertEquals("h2", tls.protocol());
        ran++;
      }
    }
    assertEquals(4, ran);
  }

  @Test
  void http_1_1_is_spoken_with_who_offers_nothing_else() throws IOException {
    try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1")) {
      assertEquals("http/1.1", tls.protocol());
      assertEquals(200, tls.say(models()).answer().status());
    }
  }

  @Test
  void who_offers_no_alpn_is_served_as_http_1_1() throws IOException {
    try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort())) {
      assertEquals("", tls.protocol());
      assertEquals(200, tls.say(models()).answer().status());
    }
  }

  /** Vert.x would answer 501 by itself if the server did not list the version. */
  @Test
  void the_admin_socket_serves_proxies_that_speak_http_1_0() throws IOException {
    String request = "GET /admin/status HTTP/1.0\r\nHost: localhost\r\n\r\n";
    try (RawTls tls = RawTls.open(gateway.caFile(), gateway.adminPort())) {
      assertEquals(401, tls.say(request).answer().status());
    }
  }

  @Test
  void http_2_is_not_spoken_with_who_did_not_agree_on_it() throws IOException {
    String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
    try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1")) {
      int status = tls.say(preface).answer().status();
      assertTrue(status == 400 || status == 0, "status " + status);
      assertTrue(tls.closedByPeer());
    }
  }

  @Test
  void plaintext_to_the_tls_port_is_closed_without_an_http_answer() throws IOException {
    for (String first : new String[] {models(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.dataPort())) {
        socket.setSoTimeout(2_500);
        socket.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
        String said = new String(readToEnd(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        assertFalse(said.contains("HTTP/"), said);
      }
    }
  }

  @Test
  void only_the_known_certificate_is_presented() {
    assertThrows(
        SSLHandshakeException.class,
        () ->
            RawTls.open(
                javax.net.ssl.SSLContext.getDefault(),
                gateway.dataPort(),
                new String[] {"TLSv1.3"}));
  }

  @Test
  void the_engine_is_boringssl_where_there_is_one() {
    assertEquals(OpenSsl.isAvailable() ? "boringssl" : "jdk", ServerTls.engine());
    String linux = System.getProperty("os.name").startsWith("Linux") ? "boringssl" : "";
    if (!linux.isEmpty()) {
      assertEquals(linux, ServerTls.engine(), String.valueOf(OpenSsl.unavailabilityCause()));
      assertTrue(OpenSsl.versionString().contains("BoringSSL"), OpenSsl.versionString());
    }
  }

  @Test
  void the_metrics_socket_has_no_h2c() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.managementPort())) {
      socket.setSoTimeout(2_500);
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      String said = new String(readToEnd(socket.getInputStream()), StandardCharsets.ISO_8859_1);
      assertFalse(said.startsWith("\0\0"), "settings frame");
    }
    assertEquals(200, gateway.get(Version.HTTP_2, "/v1beta/models", gateway.key("acme")).status());
  }

  /** A reset is an end, too. */
  private static byte[] readToEnd(InputStream in) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    try {
      int next = in.read();
      while (next >= 0 && all.size() < 65_536) {
        all.write(next);
        next = in.read();
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("neither answered nor closed", e);
    } catch (IOException e) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  private static String models() {
    return "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + gateway.key("acme")
        + "\r\n\r\n";
  }
}
