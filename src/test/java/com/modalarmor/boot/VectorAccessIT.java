package com.modalarmor.boot;

import com.modalarmor.fixture.ChromaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Vector access over HTTP and a real Chroma server. */
final class VectorAccessIT extends VectorAccessContract {

  private static ChromaServer chroma;
  private static TestGateway gateway;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    chroma = ChromaServer.start(Files.createDirectories(folder.resolve("chroma")));
    gateway =
        TestGateway.in(Files.createDirectories(folder.resolve("gateway")))
            .setting("vector.store", "chroma")
            .setting("vector.chroma.base-url", chroma.url())
            .start();
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (chroma != null) {
      chroma.close();
    }
  }

  @Override
  TestGateway gateway() {
    return gateway;
  }
}
