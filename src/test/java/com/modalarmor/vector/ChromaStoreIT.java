package com.modalarmor.vector;

import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.vector.chroma.ChromaSettings;
import com.modalarmor.vector.chroma.ChromaStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
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
    rig =
        new Rig(
            new ChromaStore(
                vertx,
                new ChromaSettings(
                    URI.create(server.url()), 4, 30_000, 64 << 20, 1 << 20, 1_000, 500, 10_000)));
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
