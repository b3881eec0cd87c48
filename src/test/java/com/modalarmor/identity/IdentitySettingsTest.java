package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitySettingsTest {

  private static SettingsReader reader(Map<String, Object> tree) {
    return SettingsReader.of(tree, Map.of(), Path.of(""));
  }

  @Test
  void has_defaults_for_everything() {
    assertEquals(IdentitySettings.DEFAULT, IdentitySettings.read(reader(Map.of())));
  }

  @Test
  void refuses_bounds_looser_than_promised() {
    SettingsReader reader =
        reader(
            Map.of(
                "leeway-s",
                61,
                "token-bytes-max",
                8_193,
                "token-lifetime-max-s",
                86_401,
                "token-cache-entries-max",
                -1));
    IdentitySettings.read(reader);
    assertEquals(4, assertThrows(InvalidSettings.class, reader::finish).faults().size());
  }
}
