package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.modalarmor.settings.SettingsReader;
import com.modalarmor.vector.chroma.ChromaSettings;
import com.modalarmor.vector.chroma.ChromaStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores in front of a real Chroma server, with the shipped settings but for what a test names. */
final class ChromaStores {

  private ChromaStores() {}

  /**
   * @param changed settings under {@code vector.chroma}, by their names
   */
  static ChromaStore at(Vertx vertx, String url, Map<String, Object> changed) {
    Map<String, Object> chroma = new LinkedHashMap<>(changed);
    chroma.put("base-url", url);
    SettingsReader root = SettingsReader.of(Map.of("chroma", chroma), Map.of(), Path.of("."));
    ChromaSettings settings = ChromaSettings.read(root.section("chroma"), true);
    assertDoesNotThrow(root::finish);
    return new ChromaStore(vertx, settings);
  }
}
