package com.modalarmor.boot;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.tenant.TenantFiles;
import com.modalarmor.upstream.simulator.Simulator;
import com.modalarmor.upstream.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the gateway on embedded defaults: a real Redis as child process, two tenants, a self-signed
 * certificate, and a simulated model unless GEMINI_API_KEY is set.
 */
@Command(
    name = "demo",
    description = {
      "Run the gateway on embedded defaults: no account, no Docker.",
      "The model is simulated unless GEMINI_API_KEY is set."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String DEFAULTS = "conf/gateway.yaml";
  private static final String PREFIX = "MODAL_ARMOR_";

  @Option(names = "--data-dir", description = "Keep the demo's files here. Default: temporary.")
  private Path dataFolder;

  @Option(names = "--port", description = "Data plane, 0 = any free port. Default: 8443.")
  private Integer port;

  @Option(names = "--management-port", description = "Metrics and probes. Default: 9090.")
  private Integer managementPort;

  @Option(names = "--admin-port", description = "Admin socket. Default: 9443.")
  private Integer adminPort;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoFolder folder = DemoFolder.of(dataFolder);
    RedisProcess redis = null;
    Vertx modelVertx = null;
    try {
      Map<String, String> environment = new HashMap<>(System.getenv());
      if (!environment.containsKey(PREFIX + "REDIS_URL")) {
        redis = RedisProcess.start();
        environment.put(PREFIX + "REDIS_URL", redis.url());
      }
      boolean simulated =
          environment.getOrDefault("GEMINI_API_KEY", "").isBlank()
              && !environment.containsKey(PREFIX + "UPSTREAM_GEMINI_BASE_URL");
      if (simulated) {
        modelVertx = Vertx.vertx();
        environment.put(PREFIX + "UPSTREAM_GEMINI_BASE_URL", simulator(modelVertx));
      }
      return run(folder, environment, redis, modelVertx, simulated);
    } finally {
      stop(redis, modelVertx, folder);
    }
  }

  private static String simulator(Vertx vertx) {
    return RunningGateway.await(Simulator.start(vertx, SimulatorSettings.DEMO), 10).url();
  }

  private int run(
      DemoFolder folder,
      Map<String, String> environment,
      RedisProcess redis,
      Vertx modelVertx,
      boolean simulated)
      throws IOException, InterruptedException {
    DemoTenants tenants = DemoTenants.write(folder.path());
    KeyCertOptions certificate = Certificate.selfSigned(folder.path());
    GatewaySettings settings = settings(folder.path(), environment);
    RunningGateway running =
        RunningGateway.start(settings, certificate, TenantFiles.load(tenants.folder(), 1))
            .closeOnExit(() -> stop(redis, modelVertx, folder));
    announce(running.gateway(), tenants, Certificate.caFile(folder.path()), simulated);
    running.awaitClosed();
    return 0;
  }

  /** The packaged settings, with the demo's own where the environment says nothing. */
  private GatewaySettings settings(Path folder, Map<String, String> environment)
      throws IOException {
    choose(environment, "DATA_PLANE_PORT", port);
    choose(environment, "MANAGEMENT_PORT", managementPort);
    choose(environment, "ADMIN_PORT", adminPort);
    for (String plane : new String[] {"DATA_PLANE", "MANAGEMENT", "ADMIN"}) {
      environment.putIfAbsent(PREFIX + plane + "_HOST", "127.0.0.1");
    }
    environment.putIfAbsent(PREFIX + "ADMIN_TENANTS", "acme");
    environment.putIfAbsent(PREFIX + "DATA_PLANE_DRAIN_DELAY_MS", "0");
    environment.putIfAbsent(PREFIX + "VECTOR_STORE", "embedded");
    environment.putIfAbsent(PREFIX + "VECTOR_EMBEDDING_MODEL", "gemini-embedding-001");
    environment.putIfAbsent(
        PREFIX + "VECTOR_EMBEDDED_FOLDER", folder.resolve("vectors").toString());
    environment.putIfAbsent(PREFIX + "AUDIT_FOLDER", folder.resolve("audit").toString());
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new CommandFailure(DEFAULTS + " is missing from the class path");
      }
      Map<String, Object> tree = new HashMap<>(SettingsFile.parse(in, DEFAULTS));
      // Paths of the packaged file mean nothing here: policies and signatures are packaged too.
      tree.remove("policies");
      tree.remove("signatures");
      SettingsReader reader = SettingsReader.of(tree, environment, folder);
      GatewaySettings settings = GatewaySettings.read(reader);
      reader.finish();
      return settings;
    }
  }

  private static void choose(Map<String, String> environment, String key, Integer value) {
    if (value != null) {
      environment.put(PREFIX + key, value.toString());
    }
  }

  private static void stop(RedisProcess redis, Vertx modelVertx, DemoFolder folder) {
    if (modelVertx != null) {
      modelVertx.close();
    }
    if (redis != null) {
      redis.close();
    }
    folder.clean();
  }

  private void announce(Gateway gateway, DemoTenants tenants, Path ca, boolean simulated) {
    String url = "https://localhost:" + gateway.dataPort();
    String management = "http://localhost:" + gateway.managementPort();
    String admin = "https://localhost:" + gateway.adminPort();
    PrintWriter out = spec.commandLine().getOut();
    out.println(DemoText.welcome(url, management, admin, tenants, ca.toString(), simulated));
    byte[] ready =
        JsonBytes.object(
            json -> {
              json.writeStringField("data_plane", url);
              json.writeStringField("management", management);
              json.writeStringField("admin", admin);
              json.writeStringField("api_key", tenants.acmeKey());
              json.writeStringField("jwt", tenants.acmeToken());
              json.writeStringField("ca", ca.toString());
            });
    out.println("ready " + new String(ready, StandardCharsets.UTF_8));
    out.flush();
  }
}
