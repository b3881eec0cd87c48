package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts nginx as a TLS 1.3 + h2 reverse proxy with one worker: the anchor outside the JVM.
 *
 * <p>Stateless; used by the bench thread.
 */
final class NginxProcess {
  private NginxProcess() {}

  static Target start(Workplace place, String nginx, int upstreamPort) {
    int port = Child.freePort();
    Path config = place.file("nginx.conf");
    String text =
        Template.fill(
            Payloads.read("nginx.conf"),
            Map.of(
                "FOLDER",
                place.folder().toString(),
                "PORT",
                Integer.toString(port),
                "UPSTREAM_SCHEME",
                place.hop().scheme(),
                "UPSTREAM_PORT",
                Integer.toString(upstreamPort),
                "CERTIFICATE",
                place.certificate().certificatePem().toString(),
                "KEY",
                place.certificate().keyPem().toString()));
    try {
      Files.writeString(config, text);
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + config);
    }
    List<String> command =
        List.of(
            nginx,
            "-p",
            place.folder().toString(),
            "-c",
            config.toString(),
            "-e",
            place.file("nginx-error.log").toString());
    Child child =
        place
            .children()
            .start(Target.NGINX, place.pinning().target(command), place.file("nginx.log"));
    return new Target(Target.NGINX, child.awaitPort(port, 10), port, false);
  }
}
