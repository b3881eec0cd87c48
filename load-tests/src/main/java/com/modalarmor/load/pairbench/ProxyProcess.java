package com.modalarmor.load.pairbench;

import java.util.List;

/**
 * Starts the bare Vert.x proxy, the baseline of every ratio.
 *
 * <p>Stateless; used by the bench thread.
 */
final class ProxyProcess {
  private ProxyProcess() {}

  static Target start(Workplace place, int upstreamPort, int poolMax) {
    int port = Child.freePort();
    List<String> command =
        place
            .java()
            .ofClass(
                ProxyMain.class,
                Integer.toString(port),
                Integer.toString(upstreamPort),
                place.certificate().certificatePem().toString(),
                place.certificate().keyPem().toString(),
                Integer.toString(place.eventLoops()),
                Integer.toString(poolMax),
                place.hop().name());
    Child child =
        place
            .children()
            .start(Target.PROXY, place.pinning().target(command), place.file("proxy.log"));
    return new Target(Target.PROXY, child.awaitPort(port, 30), port, true);
  }
}
