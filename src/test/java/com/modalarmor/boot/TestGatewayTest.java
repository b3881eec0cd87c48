package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestGatewayTest {

  @Test
  void a_whole_gateway_answers_key_and_jwt_over_both_protocols(@TempDir Path folder) {
    try (TestGateway gateway = TestGateway.in(folder).start()) {
      for (Version version : Version.values()) {
        for (String credential : new String[] {gateway.key("acme"), gateway.jwt("globex")}) {
          var reply =
              gateway.post(
                  version, TestGateway.GENERATE, TestGateway.prompt("Echo hello"), credential);
          assertEquals(200, reply.status(), reply.text());
          assertTrue(reply.text().contains("hello"));
          assertEquals(version == Version.HTTP_2 ? "2" : "1.1", reply.http());
        }
      }
      assertEquals(4, gateway.audit().size());
      assertEquals(4, gateway.metric("modal_armor_requests_total", "outcome=\"allow\""));
      assertEquals(4, gateway.simulator().lastPrompts().size());
    }
  }
}
