package com.modalarmor.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.upstream.UpstreamSettings.Timeouts;
import com.modalarmor.upstream.simulator.Simulator;
import com.modalarmor.upstream.simulator.SimulatorSettings;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedModelTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static Simulator simulator;

  @BeforeAll
  static void start() throws Exception {
    simulator =
        Simulator.start(VERTX, SimulatorSettings.TEST)
            .toCompletionStage()
            .toCompletableFuture()
            .get(40, TimeUnit.SECONDS);
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
  }

  private static ProviderRequest prompt(String text, boolean stream) {
    return new ProviderRequest(
        "POST",
        "/v1beta/models/gemini-2.5-flash:" + (stream ? "streamGenerateContent" : "generateContent"),
        stream,
        ("{\"contents\":[{\"parts\":[{\"text\":\"" + text + "\"}]}]}").getBytes(UTF_8));
  }

  private record Row(String order, boolean stream, Reason reason) {}

  @Test
  void the_provider_and_the_simulator_agree_on_every_route_and_mishap() throws Exception {
    int ran = 0;
    for (Protocol protocol : new Protocol[] {Protocol.HTTP1, Protocol.HTTP2}) {
      try (Rig rig = new Rig(VERTX, simulator.url())) {
        rig.protocol = protocol;
        rig.timeouts = new Timeouts(1_000, 1_000, 500, 3_000);
        ProviderReply unary = rig.reply(prompt("echo hello <EMAIL_ADDRESS>", false));
        assertTrue(new String(unary.events().get(0), UTF_8).contains("hello <EMAIL_ADDRESS>"));
        assertEquals(9, rig.reply(prompt("[[sim:chunks:9]]", true)).events().size());
        assertEquals(
            200, rig.reply(new ProviderRequest("GET", "/v1/models", false, new byte[0])).status());
        assertEquals(429, rig.reply(prompt("[[sim:fail:429]]", true)).status());
        Row[] rows = {
          new Row("[[sim:fail:500]]", false, Reason.UPSTREAM_ERROR),
          new Row("[[sim:fail:503]]", true, Reason.UPSTREAM_UNAVAILABLE),
          new Row("[[sim:reset]]", false, Reason.UPSTREAM_ERROR),
          new Row("[[sim:malformed]]", false, Reason.UPSTREAM_ERROR),
          new Row("[[sim:malformed]]", true, Reason.UPSTREAM_ERROR),
          new Row("[[sim:huge]]", false, Reason.UPSTREAM_ERROR),
          new Row("[[sim:huge]]", true, Reason.UPSTREAM_ERROR),
          new Row("[[sim:stall]]", false, Reason.UPSTREAM_TIMEOUT),
          new Row("[[sim:stall-stream]]", true, Reason.UPSTREAM_TIMEOUT)
        };
        for (Row row : rows) {
          assertEquals(
              row.reason(), rig.refusal(prompt(row.order(), row.stream())).reason(), row.order());
          ran++;
        }
        assertEquals(0, rig.onLoop(() -> rig.provider.streamsInUse()));
      }
    }
    assertEquals(18, ran);
  }
}
