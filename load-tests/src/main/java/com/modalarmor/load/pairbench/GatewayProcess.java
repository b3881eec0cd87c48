package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the gateway from its jar, with settings written from the templates.
 *
 * <p>Stateless; used by the bench thread.
 */
final class GatewayProcess {
  private static final int START_WAIT_S = 60;

  private GatewayProcess() {}

  /**
   * @param name {@link Target#GATEWAY} or {@link Target#KNOWING}
   */
  static Target start(
      String name,
      Workplace place,
      Path jar,
      Path configTemplate,
      JwtMint jwt,
      Backends backends,
      int poolMax) {
    if (!Files.isRegularFile(jar)) {
      throw new BenchFailure("no gateway jar at " + jar + "; build it first: mvn -q package");
    }
    int port = Child.freePort();
    Path tenants = place.file(name + "-tenants");
    Path data = place.file(name + "-data");
    Path jwtKey = place.file(JwtMint.KEY_ID + ".pem");
    Path config = place.file(name + ".yaml");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("PORT", Integer.toString(port));
    values.put("MANAGEMENT_PORT", Integer.toString(Child.freePort()));
    values.put("ADMIN_PORT", Integer.toString(Child.freePort()));
    values.put("REDIS_URL", "redis://127.0.0.1:" + backends.redisPort());
    values.put("MODEL_BASE_URL", place.hop().scheme() + "://127.0.0.1:" + backends.standInPort());
    values.put("MODEL_PROTOCOL", place.hop().protocol());
    values.put("CERTIFICATE", place.certificate().certificatePem().toString());
    values.put("KEY", place.certificate().keyPem().toString());
    values.put("JWT_KEY_FILE", jwtKey.toString());
    values.put("JWT_ISSUER", JwtMint.ISSUER);
    values.put("JWT_AUDIENCE", JwtMint.AUDIENCE);
    values.put("TENANT", JwtMint.TENANT);
    values.put("TENANTS_FOLDER", tenants.toString());
    values.put("DATA_FOLDER", data.toString());
    values.put("EVENT_LOOPS", Integer.toString(place.eventLoops()));
    values.put("POOL_MAX", Integer.toString(poolMax));
    try {
      Files.createDirectories(tenants);
      Files.createDirectories(data);
      jwt.writePublicKey(jwtKey);
      Files.writeString(config, Template.fill(templateText(configTemplate), values));
      Files.writeString(
          tenants.resolve("bench.yaml"), Template.fill(Payloads.read("tenant.yaml"), values));
    } catch (IOException e) {
      throw new BenchFailure("cannot write the gateway's settings in " + place.folder());
    }
    List<String> command = place.java().ofJar(jar, "serve", "--config", config.toString());
    Child child =
        place
            .children()
            .start(
                name,
                place.pinning().target(command),
                environment(name),
                place.file(name + ".log"));
    return new Target(name, child.awaitPort(port, START_WAIT_S), port, true);
  }

  /** The stand-in asks for no key, but the gateway may refuse to start without one. */
  private static Map<String, String> environment(String name) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GEMINI_API_KEY", "bench-" + "upstream");
    environment.put("MODAL_ARMOR_API_KEY", "bench-" + "admin-key");
    if (name.equals(Target.GATEWAY)) {
      environment.put("MODAL_ARMOR_DETECTION_KNOWN_TEXTS_MAX", "0");
    }
    return environment;
  }

  private static String templateText(Path configTemplate) throws IOException {
    return configTemplate.toString().isEmpty()
        ? Payloads.read("gateway.yaml")
        : Files.readString(configTemplate, StandardCharsets.UTF_8);
  }
}
