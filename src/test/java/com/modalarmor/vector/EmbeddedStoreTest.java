package com.modalarmor.vector;

import com.modalarmor.fixture.MemoryFolder;
import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over the embedded store. */
final class EmbeddedStoreTest implements StoreContract {

  private static Vertx vertx;
  private static Rig rig;

  @BeforeAll
  static void open(@TempDir(factory = MemoryFolder.class) Path folder) throws IOException {
    vertx = Vertx.vertx();
    rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 1_000_000)));
  }

  @AfterAll
  static void close() {
    Rig.await(rig.desk.close());
    Rig.await(vertx.close());
  }

  @Override
  public Rig rig() {
    return rig;
  }
}
