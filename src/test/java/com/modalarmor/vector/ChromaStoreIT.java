package com.modalarmor.vector;

import com.modalarmor.fixture.ChromaServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real Chroma server. */
final class ChromaStoreIT extends StoreContract {

  private static ChromaServer server;
  private static Vertx vertx;
  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = ChromaServer.start(folder);
    vertx = Vertx.vertx();
    rig = new Rig(ChromaStores.at(vertx, server.url(), Map.of("vector-bytes-max", 1 << 20)));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      Rig.await(rig.desk.close());
      Rig.await(vertx.close());
      server.close();
    }
  }

  @Override
  Rig rig() {
    return rig;
  }
}
