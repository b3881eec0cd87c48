package com.modalarmor.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecretPackTest {

  private static final int RULES = 331;
  private static final long SEED = 20_261_125;

  @Test
  void the_pack_knows_more_than_a_hundred_providers() {
    Set<String> providers = new HashSet<>();
    SecretFinder.PACK.rules().forEach(rule -> providers.add(rule.provider()));
    assertEquals(RULES, SecretFinder.PACK.rules().size());
    assertTrue(providers.size() >= 100, "providers: " + providers.size());
  }

  /** Any overlapping finding counts: a value may fit a more specific rule as well. */
  @Test
  void every_rule_finds_a_value_of_its_own_shape() {
    SecretFinder finder = new SecretFinder();
    SplittableRandom random = new SplittableRandom(SEED);
    SecretSamples samples = new SecretSamples(random);
    List<String> missing = new ArrayList<>();
    int rows = 0;
    for (int i = 0; i < SecretFinder.PACK.rules().size(); i++) {
      rows++;
      boolean found = false;
      for (int attempt = 0; attempt < 40 && !found; attempt++) {
        found = !finder.find("see: " + samples.of(i) + "\nend").isEmpty();
      }
      if (!found) {
        missing.add(SecretFinder.PACK.at(i).id());
      }
    }
    assertEquals(RULES, rows);
    assertEquals(List.of(), missing, "seed " + SEED);
  }

  @Test
  void a_file_that_differs_from_its_pin_is_refused() {
    InvalidSettings fault =
        assertThrows(
            InvalidSettings.class,
            () ->
                SecretPack.load(
                    name ->
                        name.equals("ai.yaml")
                            ? "secrets: []\n".getBytes(StandardCharsets.UTF_8)
                            : SecretPack.packaged().apply(name)));
    assertEquals(
        List.of("secrets/ai.yaml: its SHA-256 is not as pinned in pack.yaml"), fault.faults());
  }
}
