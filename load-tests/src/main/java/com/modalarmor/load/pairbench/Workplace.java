package com.modalarmor.load.pairbench;

import java.nio.file.Path;

/**
 * What every started process needs: folder, cores, JVM flags, certificate, the way to the stand-in,
 * and who stops it.
 *
 * <p>Immutable.
 */
record Workplace(
    Path folder,
    Children children,
    Pinning pinning,
    JavaCommand java,
    Certificate certificate,
    int eventLoops,
    Hop hop) {

  Path file(String name) {
    return folder.resolve(name);
  }
}
