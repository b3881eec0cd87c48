package com.modalarmor.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.modalarmor.load.trust.LoadSettings;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * Callers with a JWT over HTTP/2 and TLS, arriving at a rate that does not wait for answers.
 *
 * <p>Gatling builds it once; the assertions are the service's promise.
 */
public class GatewaySimulation extends Simulation {
  private static final String DECISION = "x-modal-armor-decision";

  private final LoadSettings settings = LoadSettings.read();
  private final String model = "/v1beta/models/" + settings.model();

  private final HttpProtocolBuilder protocol =
      http.baseUrl(settings.baseUrl())
          .enableHttp2()
          // As a client library would; else each arriving user pays a TLS handshake of its own.
          .shareConnections()
          .disableWarmUp()
          .disableFollowRedirect()
          .contentTypeHeader("application/json")
          .authorizationHeader("Bearer " + settings.token());

  private final HttpRequestActionBuilder allowed =
      post("generate", ":generateContent", Prompts.HARMLESS)
          .check(status().is(200), header(DECISION).is("allow"))
          .check(jsonPath("$.candidates[0].content.parts[0].text").exists());

  private final HttpRequestActionBuilder streamed =
      post("stream", ":streamGenerateContent?alt=sse", Prompts.HARMLESS)
          .check(status().is(200), header(DECISION).is("allow"))
          .check(substring("data:").exists());

  private final HttpRequestActionBuilder blocked =
      post("injection", ":generateContent", Prompts.INJECTION)
          .check(status().is(200), header(DECISION).is("block"))
          .check(jsonPath("$.promptFeedback.blockReason").is("MODEL_ARMOR"));

  private final HttpRequestActionBuilder redacted =
      post("pii", ":generateContent", Prompts.PERSONAL)
          .check(status().is(200), header(DECISION).is("redact"))
          .check(substring(Prompts.PERSONAL_VALUE).notExists());

  private final ScenarioBuilder callers =
      scenario("callers")
          .exec(
              randomSwitch()
                  .on(
                      percent(60).then(exec(allowed)),
                      percent(20).then(exec(streamed)),
                      percent(10).then(exec(blocked)),
                      percent(10).then(exec(redacted))));

  {
    setUp(
            callers.injectOpen(
                rampUsersPerSec(1).to(settings.rate()).during(settings.rampS()),
                constantUsersPerSec(settings.rate()).during(settings.durationS())))
        .protocols(protocol)
        .assertions(
            global().responseTime().percentile(50.0).lte(50),
            global().responseTime().percentile(95.0).lte(200),
            global().responseTime().percentile(99.0).lte(500),
            global().failedRequests().percent().lte(0.1));
  }

  private HttpRequestActionBuilder post(String name, String method, String prompt) {
    return http(name).post(model + method).body(StringBody(Prompts.body(prompt)));
  }
}
