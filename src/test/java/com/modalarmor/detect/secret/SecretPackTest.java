package com.modalarmor.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.secret.SecretRule.Casing;
import com.modalarmor.settings.InvalidSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecretPackTest {

  private static final int RULES = 288;
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
    PatternSamples samples = new PatternSamples(random);
    List<String> missing = new ArrayList<>();
    int rows = 0;
    for (int i = 0; i < SecretFinder.PACK.rules().size(); i++) {
      SecretRule rule = SecretFinder.PACK.at(i);
      rows++;
      boolean found = false;
      for (int attempt = 0; attempt < 40 && !found; attempt++) {
        String value = fit(rule, samples.sample(SecretFinder.PACK.regex(i)), random);
        String text = "see: " + value + closing(rule) + "\nend";
        found = !finder.find(text).isEmpty();
      }
      if (!found) {
        missing.add(rule.id());
      }
    }
    assertEquals(RULES, rows);
    assertEquals(List.of(), missing, "seed " + SEED);
  }

  private static String closing(SecretRule rule) {
    return switch (rule.check()) {
      case PEM -> "\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEF".repeat(4) + "\n-----END PRIVATE KEY-----";
      case AT_SIGN -> "@gems.contribsys.com/";
      case QUOTED -> "'";
      default -> "";
    };
  }

  /** Gives a sample in lower case the upper and lower case that its rule asks for. */
  private static String fit(SecretRule rule, String sample, SplittableRandom random) {
    StringBuilder out = new StringBuilder(sample);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      boolean up =
          rule.casing() == Casing.UPPER
              || (rule.casing() != Casing.LOWER && random.nextInt(3) == 0);
      boolean value = rule.form() == SecretRule.Form.WHOLE || i > out.length() / 2;
      out.setCharAt(i, up && value ? Character.toUpperCase(c) : c);
    }
    String prefix = rule.exact();
    if (!prefix.isEmpty() && sample.startsWith(prefix.toLowerCase(Locale.ROOT))) {
      out.replace(0, prefix.length(), prefix);
    }
    if (rule.check() == SecretCheck.UPPER_PREFIX) {
      out.replace(0, 2, sample.substring(0, 2).toUpperCase(Locale.ROOT));
    }
    if (rule.check() == SecretCheck.TELEGRAM) {
      int colon = sample.indexOf(':');
      out.setCharAt(colon + 1, 'A');
    }
    return out.toString();
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
