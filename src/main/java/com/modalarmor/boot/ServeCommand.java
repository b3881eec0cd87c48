package com.modalarmor.boot;

import com.modalarmor.ingress.ServerTls;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.tenant.TenantFiles;
import com.modalarmor.tenant.TenantSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway for production; refuses to start on any invalid or unknown setting. */
@Command(
    name = "serve",
    description = "Run the gateway. Refuses to start on any invalid or unknown setting.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Option(names = "--config", required = true, description = "Settings, e.g. conf/gateway.yaml.")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    Path folder = config.toAbsolutePath().getParent();
    SettingsReader reader = SettingsReader.of(SettingsFile.read(config), System.getenv(), folder);
    GatewaySettings settings = GatewaySettings.read(reader);
    requireFile(reader, settings.ingress().certificateFile(), "certificate-file");
    requireFile(reader, settings.ingress().privateKeyFile(), "private-key-file");
    if (settings.gemini().apiKey().isEmpty() && settings.gemini().baseUrl().tls()) {
      reader.fault(
          "upstream.gemini", "no API key: set GEMINI_API_KEY or upstream.gemini.api-key-file");
    }
    TenantSnapshot tenants = finish(reader, settings);
    RunningGateway running =
        RunningGateway.start(settings, Certificate.ofFiles(settings.ingress()), tenants)
            .closeOnExit(() -> LOG.info("stopped"));
    System.gc(); // loading took several times what it left: a heap that grew for it would keep it
    LOG.info(
        "ready: data plane {}:{} ({}), {} tenant(s), {} event loop(s)",
        settings.ingress().host(),
        running.gateway().dataPort(),
        ServerTls.engine(),
        tenants.tenants().size(),
        running.runtime().eventLoops());
    running.awaitClosed();
    return 0;
  }

  /** All faults of the settings and of the tenants at once. */
  private static TenantSnapshot finish(SettingsReader reader, GatewaySettings settings) {
    List<String> faults = new ArrayList<>();
    TenantSnapshot tenants = null;
    try {
      reader.finish();
    } catch (InvalidSettings e) {
      faults.addAll(e.faults());
    }
    try {
      tenants = TenantFiles.load(settings.tenantsFolder(), 1, settings.tenantSignatures());
    } catch (InvalidSettings e) {
      faults.addAll(e.faults());
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return tenants;
  }

  private static void requireFile(SettingsReader reader, Path file, String key) {
    if (file.toString().isEmpty() || !Files.isReadable(file)) {
      // On the root: a section opened anew would ask for none of its keys, and all seem unknown.
      reader.fault("data-plane.tls." + key, "is required, and must be a readable PEM file");
    }
  }
}
