package com.modalarmor.boot;

import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.TenantFiles;
import com.modalarmor.upstream.simulator.Simulator;
import com.modalarmor.upstream.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * A whole gateway in this process on free ports, with a real Redis, a model of the test's choice
 * and tenants from files: {@code acme} (enterprise), {@code globex} (pro), {@code hobby} (free).
 * Every tenant has an API key and an ES256 issuer. Built and closed by one thread; the rest is
 * thread-safe.
 */
public final class TestGateway implements AutoCloseable {

  public static final String MODEL = "gemini-2.5-flash";
  public static final String GENERATE = "/v1beta/models/" + MODEL + ":generateContent";
  public static final String STREAM = "/v1beta/models/" + MODEL + ":streamGenerateContent";
  public static final String STREAM_SSE = STREAM + "?alt=sse";
  public static final String INSPECT = "/v1/inspect";

  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);

  /** One answer, read whole. */
  public record Reply(int status, Map<String, List<String>> headers, byte[] bytes, String http) {

    /** The first value, or the empty string. */
    public String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null || values.isEmpty() ? "" : values.get(0);
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonObject json() {
      return new JsonObject(text());
    }

    /** {@code error.status} of a refusal, or the empty string. */
    public String errorStatus() {
      JsonObject error = json().getJsonObject("error");
      return error == null ? "" : error.getString("status");
    }
  }

  private final Path folder;
  private final Vertx vertx;
  private final RedisServer redis;
  private final FakeGemini fake;
  private final Simulator simulator;
  private final RunningGateway running;
  private final TestTenants tenants;
  private final String modelKey;
  private final HttpClient http1;
  private final HttpClient http2;

  TestGateway(TestGatewayBuilder builder) throws IOException, GeneralSecurityException {
    this.folder = builder.folder;
    this.modelKey = "AI" + "za" + "Gateway" + "OwnKey" + System.nanoTime();
    this.redis = RedisServer.start();
    this.vertx = Vertx.vertx();
    this.fake = builder.fake ? FakeGemini.start(vertx) : null;
    this.simulator =
        builder.fake
            ? null
            : RunningGateway.await(Simulator.start(vertx, SimulatorSettings.TEST), 10);
    try {
      this.tenants = TestTenants.write(folder, builder.tenants, builder.policies);
      var certificate = TestCertificate.in(folder);
      this.running =
          RunningGateway.start(
              builder.settings(redis.url(), fake == null ? simulator.url() : fake.url(), modelKey),
              certificate,
              builder.snapshot != null
                  ? builder.snapshot
                  : TenantFiles.load(folder.resolve("tenants"), 1));
      SSLContext trust = RawTls.trusting(caFile());
      this.http1 = client(trust, HttpClient.Version.HTTP_1_1);
      this.http2 = client(trust, HttpClient.Version.HTTP_2);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      closeBackends();
      throw e;
    }
  }

  /** Keeps everything it writes in {@code folder}, usually a {@code @TempDir}. */
  public static TestGatewayBuilder in(Path folder) {
    return new TestGatewayBuilder(folder);
  }

  // --- what was started

  public String url() {
    return "https://localhost:" + dataPort();
  }

  public int dataPort() {
    return running.gateway().dataPort();
  }

  public int managementPort() {
    return running.gateway().managementPort();
  }

  public int adminPort() {
    return running.gateway().adminPort();
  }

  public Path folder() {
    return folder;
  }

  /** The PEM file with the only certificate that a client has to trust. */
  public Path caFile() {
    return Certificate.caFile(folder);
  }

  public RedisServer redis() {
    return redis;
  }

  /** The scripted model; only after {@link TestGatewayBuilder#fakeModel}. */
  public FakeGemini fake() {
    return fake;
  }

  /** The recording simulated model; not after {@link TestGatewayBuilder#fakeModel}. */
  public Simulator simulator() {
    return simulator;
  }

  /** The test's own Vert.x, for further clients and servers; not the gateway's. */
  public Vertx vertx() {
    return vertx;
  }

  RunningGateway running() {
    return running;
  }

  // --- credentials

  /** The API key of a tenant. */
  public String key(String tenant) {
    return tenants.key(tenant);
  }

  /** A fresh ES256 token of a tenant, good for an hour. */
  public String jwt(String tenant, String... roles) {
    return jwt(tenant, "user-of-" + tenant, "internal", List.of(), roles);
  }

  /** The same for one of several people, with a clearance and compartments. */
  public String jwt(
      String tenant, String user, String clearance, List<String> compartments, String... roles) {
    return tenants.jwt(tenant, user, clearance, compartments, roles);
  }

  /** The key with which the gateway calls the model: no caller may ever see it. */
  public String modelKey() {
    return modelKey;
  }

  // --- clients

  /** A client that trusts the gateway's certificate alone. */
  public HttpClient client(HttpClient.Version version) {
    return version == HttpClient.Version.HTTP_2 ? http2 : http1;
  }

  /** A request with JSON headers and that bearer credential; none when empty. */
  public HttpRequest.Builder request(String path, String credential) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(ANSWER_WAIT);
    return credential.isEmpty() ? request : request.header("authorization", "Bearer " + credential);
  }

  public Reply send(HttpClient.Version version, HttpRequest request) {
    try {
      return reply(client(version).send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A POST of JSON over HTTP/2 with the API key of {@code acme}. */
  public Reply post(String path, String json) {
    return post(HttpClient.Version.HTTP_2, path, json, key("acme"));
  }

  public Reply post(HttpClient.Version version, String path, String json, String credential) {
    return send(
        version,
        request(path, credential)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  public Reply get(HttpClient.Version version, String path, String credential) {
    return send(version, request(path, credential).GET().build());
  }

  public static Reply reply(HttpResponse<byte[]> response) {
    return new Reply(
        response.statusCode(),
        response.headers().map(),
        response.body(),
        response.version() == HttpClient.Version.HTTP_2 ? "2" : "1.1");
  }

  /** A Gemini request with one user text. */
  public static String prompt(String text) {
    return new JsonObject()
        .put(
            "contents",
            List.of(
                new JsonObject()
                    .put("role", "user")
                    .put("parts", List.of(new JsonObject().put("text", text)))))
        .encode();
  }

  // --- what it left behind

  /** The audit records, in order. */
  public List<JsonObject> audit() {
    List<JsonObject> records = new ArrayList<>();
    auditText().lines().forEach(line -> records.add(new JsonObject(line)));
    return records;
  }

  public String auditText() {
    try {
      return Files.readString(folder.resolve("audit/audit.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One answer of the management socket, e.g. of {@code /metrics}. */
  public Reply management(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + path))
            .timeout(ANSWER_WAIT)
            .build();
    return send(HttpClient.Version.HTTP_1_1, request);
  }

  /** The sum of all samples of a counter whose labels hold every one of {@code labels}. */
  public double metric(String name, String... labels) {
    double sum = 0;
    for (String line : management("/metrics").text().split("\n")) {
      boolean sample = line.startsWith(name + "{") || line.startsWith(name + " ");
      for (String label : labels) {
        sample &= line.contains(label);
      }
      if (sample) {
        sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return sum;
  }

  /** Drains the gateway, then stops the model and Redis. */
  @Override
  public void close() {
    running.close();
    closeBackends();
  }

  private void closeBackends() {
    redis.close();
    RunningGateway.await(vertx.close(), 10);
  }

  // --- set-up

  private static HttpClient client(SSLContext trust, HttpClient.Version version) {
    return HttpClient.newBuilder()
        .sslContext(trust)
        .version(version)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }
}
