package com.modalarmor.vector;

import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.MemoryFolder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real Chroma server. */
final class ChromaStoreIT implements StoreContract {

  private static ChromaServer server;
  private static Vertx vertx;
  private static Rig rig;

  @BeforeAll
  static void start(@TempDir(factory = MemoryFolder.class) Path folder) {
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
  public Rig rig() {
    return rig;
  }
}
