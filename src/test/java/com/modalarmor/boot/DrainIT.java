package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.Child;
import com.modalarmor.fixture.RedisServer;
import com.modalarmor.identity.ApiKeys;
import com.modalarmor.upstream.simulator.Simulator;
import com.modalarmor.upstream.simulator.SimulatorSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to the jar that ships, under load, as a pod gets it when it is replaced. */
class DrainIT {

  private static final int CONNECTIONS = 4;
  private static final int TICK_MS = 11; // one request a connection and tick: 363 a second
  private static final int STREAMS_MAX =
      50; // all together below what an enterprise tenant has without Redis
  private static final int DRAIN_DELAY_MS = 1_500;
  private static final int DRAIN_TIMEOUT_MS = 8_000;
  private static final int REFUSED_STREAM = 7;

  @TempDir Path folder;
  private String key;
  private int dataPort;
  private int managementPort;

  @Test
  void sigterm_under_load_fails_no_request_and_every_answer_has_its_record() throws Exception {
    String jar = System.getProperty("modalarmor.jar", "");
    assertTrue(!jar.isEmpty(), "run by `mvn verify`, after the jar is made");
    Vertx vertx = Vertx.vertx();
    try (RedisServer redis = RedisServer.start()) {
      SimulatorSettings slowStreams = new SimulatorSettings(0, 100, false, false);
      Simulator model = RunningGateway.await(Simulator.start(vertx, slowStreams), 10);
      Path config = write(redis.url(), model.url());
      try (Child serve =
          Child.java(
              Map.of("GEMINI_API_KEY", "of-the-test"),
              "-jar",
              jar,
              "serve",
              "--config",
              config.toString())) {
        serve.awaitLine(line -> line.contains("ready: data plane"));
        Load load = new Load(vertx);
        run(load, serve);
      }
    } finally {
      RunningGateway.await(vertx.close(), 10);
    }
  }

  private void run(Load load, Child serve) throws Exception {
    load.start();
    awaitThat("load", 20_000, () -> load.answered.get() >= 600);
    assertEquals(200, ready());
    int before = load.sent.get();
    long begun = System.nanoTime();
    serve.terminate();
    awaitThat("not ready", 1_000, () -> ready() == 503);
    load.stopConnecting();
    int exit = serve.awaitExit((DRAIN_DELAY_MS + DRAIN_TIMEOUT_MS) / 1_000 + 2);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    awaitThat("every request has ended", 5_000, load::idle);
    int during = load.sent.get() - before;
    System.out.printf(
        "drained in %d ms; %d requests in all, %d of them after SIGTERM (%d/s), %d streams, "
            + "%d refused for another connection%n",
        tookMs,
        load.sent.get(),
        during,
        during * 1_000L / DRAIN_DELAY_MS,
        load.streams.get(),
        load.refused.get());
    assertEquals(List.of(), List.copyOf(load.failures));
    assertEquals(0, load.refused.get(), "streams that crossed GOAWAY on the way are served");
    assertTrue(during >= 150, "sent after SIGTERM: " + during);
    assertTrue(load.streams.get() >= 20, "streams: " + load.streams.get());
    assertTrue(tookMs >= DRAIN_DELAY_MS, "time to notice");
    assertEquals(143, exit, "ended by SIGTERM, as the Java runtime tells it");
    assertEquals(load.sent.get(), load.answered.get() + load.refused.get());
    try (var records = Files.lines(folder.resolve("audit/audit.jsonl"))) {
      assertEquals(load.answered.get(), records.count(), "audit records and answers");
    }
  }

  /**
   * Requests at a fixed rate over connections that are used until the gateway says GOAWAY, and a
   * new connection now and then while the gateway is ready.
   */
  private final class Load {

    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger streams = new AtomicInteger();
    final AtomicInteger answered = new AtomicInteger();

    /** Told by HTTP/2 not to have been looked at: any client sends them to another pod. */
    final AtomicInteger refused = new AtomicInteger();

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Vertx vertx;
    private final HttpClientAgent client;
    private volatile boolean connecting = true;

    Load(Vertx vertx) {
      this.vertx = vertx;
      this.client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setSsl(true)
                  .setUseAlpn(true)
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setTrustOptions(
                      new PemTrustOptions().addCertPath(folder.resolve("ca.pem").toString())));
    }

    void start() {
      for (int i = 0; i < CONNECTIONS; i++) {
        connect().onSuccess(this::keepSending);
      }
      vertx.setPeriodic(
          100,
          timer -> {
            if (connecting) {
              connect().onSuccess(c -> send(c, 1).onComplete(done -> c.close()));
            }
          });
    }

    void stopConnecting() {
      connecting = false;
    }

    boolean idle() {
      return answered.get() + refused.get() + failures.size() >= sent.get();
    }

    private Future<HttpClientConnection> connect() {
      return client
          .connect(new HttpConnectOptions().setHost("localhost").setPort(dataPort).setSsl(true))
          .onFailure(e -> failures.add("connecting: " + e));
    }

    private void keepSending(HttpClientConnection connection) {
      boolean[] over = new boolean[1];
      connection.goAwayHandler(goAway -> over[0] = true);
      connection.shutdownHandler(v -> over[0] = true);
      connection.closeHandler(v -> over[0] = true);
      int[] turn = new int[1];
      int[] open = new int[1];
      vertx.setPeriodic(
          TICK_MS,
          timer -> {
            if (over[0]) {
              vertx.cancelTimer(timer);
            } else if (open[0] < STREAMS_MAX) {
              open[0]++;
              send(connection, turn[0]++).onComplete(done -> open[0]--);
            }
          });
    }

    private Future<?> send(HttpClientConnection connection, int turn) {
      boolean stream = turn % 25 == 24;
      sent.incrementAndGet();
      (stream ? streams : new AtomicInteger()).incrementAndGet();
      String path = stream ? TestGateway.STREAM_SSE : TestGateway.GENERATE;
      return connection
          .request(new RequestOptions().setMethod(HttpMethod.POST).setURI(path))
          .compose(
              request ->
                  request
                      .putHeader("authorization", "Bearer " + key)
                      .putHeader("content-type", "application/json")
                      .send(Buffer.buffer(TestGateway.prompt("Why is the sky blue?"))))
          .compose(
              response ->
                  response
                      .body()
                      .map(
                          body ->
                              response.statusCode() == 200 && body.length() > 50
                                  ? ""
                                  : response.statusCode() + " " + body))
          .onComplete(
              (fault, failure) -> {
                if (failure != null && neverLookedAt(failure)) {
                  refused.incrementAndGet();
                } else if (failure != null) {
                  failures.add(failure.toString());
                } else if (!fault.isEmpty()) {
                  failures.add(fault);
                } else {
                  answered.incrementAndGet();
                }
              });
    }
  }

  /** RFC 9113, 8.7: a refused stream, or one beyond the last that GOAWAY names. */
  private static boolean neverLookedAt(Throwable failure) {
    return (failure instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM)
        || String.valueOf(failure.getMessage()).contains("Last-Stream-ID")
        || failure instanceof HttpClosedException closed && closed.goAway() != null;
  }

  private int ready() {
    try {
      HttpURLConnection probe =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + managementPort + "/readyz").toURL().openConnection();
      probe.setReadTimeout(1_000);
      return probe.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** A whole installation: settings, certificate, one tenant. */
  private Path write(String redis, String model) throws Exception {
    Certificate.selfSigned(folder);
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = "demo-only".toCharArray();
    try (InputStream in = Files.newInputStream(folder.resolve("demo.p12"))) {
      store.load(in, password);
    }
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(store.getKey("demo", password).getEncoded());
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    key = ApiKeys.generate();
    Files.createDirectories(folder.resolve("tenants"));
    Files.writeString(
        folder.resolve("tenants/acme.yaml"),
        "id: acme\ntier: enterprise\nrequests-per-second: 5000\napi-keys:\n  - id: main\n"
            + "    sha256: \""
            + ApiKeys.sha256Hex(key)
            + "\"\n");
    dataPort = freePort();
    managementPort = freePort();
    Path config = folder.resolve("gateway.yaml");
    Files.writeString(
        config,
        """
        data-plane:
          host: 127.0.0.1
          port: %d
          tls:
            certificate-file: ca.pem
            private-key-file: key.pem
          drain-delay-ms: %d
          drain-timeout-ms: %d
        management:
          host: 127.0.0.1
          port: %d
        admin:
          host: 127.0.0.1
          port: 0
        redis:
          url: %s
          timeout-ms: 200 # a busy machine is not what is tested here
        upstream:
          gemini:
            base-url: %s
        """
            .formatted(dataPort, DRAIN_DELAY_MS, DRAIN_TIMEOUT_MS, managementPort, redis, model));
    return config;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitThat(String what, int withinMs, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time: " + what);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
