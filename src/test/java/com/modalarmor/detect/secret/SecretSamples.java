package com.modalarmor.detect.secret;

import com.modalarmor.detect.secret.SecretRule.Casing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes values of each shape of secret, so that none needs to stand anywhere. Single-threaded. */
public final class SecretSamples {

  private static final int ATTEMPTS_MAX = 40;

  private final SplittableRandom random;
  private final PatternSamples samples;

  SecretSamples(SplittableRandom random) {
    this.random = random;
    this.samples = new PatternSamples(random);
  }

  /** One value by rule that the detector finds, all different. */
  public static Map<String, String> ofEveryRule(long seed) {
    SecretSamples samples = new SecretSamples(new SplittableRandom(seed));
    SecretFinder finder = new SecretFinder();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < SecretFinder.PACK.rules().size(); i++) {
      for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        String value = samples.of(i);
        if (!finder.find("see: " + value + "\nend").isEmpty()) {
          values.put(SecretFinder.PACK.at(i).id(), value);
          break;
        }
      }
    }
    return values;
  }

  /** How many providers the rules are of. */
  public static long providers() {
    return SecretFinder.PACK.rules().stream().map(SecretRule::provider).distinct().count();
  }

  /** A value of the shape of a rule; nearly always one that is found. */
  String of(int index) {
    SecretRule rule = SecretFinder.PACK.at(index);
    return fit(rule, samples.sample(SecretFinder.PACK.regex(index)), random) + closing(rule);
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
}
