package com.modalarmor.boot;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.RawH2;
import com.modalarmor.fixture.RawTls;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** Calls of {@code acme} to a gateway, byte for byte as a test wants them. Thread-safe. */
record RawCalls(TestGateway gateway) {

  Reply send(byte[] body) {
    return gateway.send(
        Version.HTTP_2,
        gateway
            .request(TestGateway.GENERATE, gateway.key("acme"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  RawTls http1() throws IOException {
    return RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1");
  }

  RawH2 http2() throws IOException {
    return RawH2.open(gateway.caFile(), gateway.dataPort());
  }

  String head(String framing) {
    return RawTls.post(TestGateway.GENERATE, gateway.key("acme"), framing);
  }

  String models() {
    return "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + gateway.key("acme")
        + "\r\n\r\n";
  }

  String[] get() {
    return new String[] {
      ":method",
      "GET",
      ":scheme",
      "https",
      ":authority",
      "localhost",
      ":path",
      "/v1beta/models",
      "authorization",
      "Bearer " + gateway.key("acme")
    };
  }

  String[] post(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                ":method", "POST",
                ":scheme", "https",
                ":authority", "localhost",
                ":path", TestGateway.GENERATE,
                "content-type", "application/json",
                "authorization", "Bearer " + gateway.key("acme")));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }
}
