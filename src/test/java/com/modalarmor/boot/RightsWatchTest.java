package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.settings.SettingsReader;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A timer that fires while Vert.x closes. */
class RightsWatchTest {

  @Test
  void once_closed_it_gives_vertx_no_more_work(@TempDir Path folder) {
    SettingsReader reader =
        SettingsReader.of(
            Map.of("policies", Map.of("folder", folder.toString())), Map.of(), Path.of("."));
    RightsWatch watch = new RightsWatch(GatewaySettings.read(reader), null);
    reader.finish();
    Vertx vertx = Vertx.vertx();
    watch.start(vertx);
    vertx.close().await();
    assertThrows(RejectedExecutionException.class, () -> watch.tick(vertx, 0));
    watch.close();
    assertDoesNotThrow(() -> watch.tick(vertx, 0));
  }
}
