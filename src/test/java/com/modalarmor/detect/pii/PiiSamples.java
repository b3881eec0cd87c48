package com.modalarmor.detect.pii;

import com.modalarmor.detect.PiiFindings;
import com.modalarmor.detect.secret.PatternSamples;
import com.modalarmor.verdict.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes a value of each entity with a pattern: random texts of its shape, until one of them passes
 * its check.
 */
public final class PiiSamples {

  private static final int ATTEMPTS_MAX = 40_000;

  /** Of the entities that a finder of their own looks for. */
  private static final Map<String, String> FOUND_OTHERWISE =
      Map.of(
          "EMAIL_ADDRESS", "planted.person" + "@example.org",
          "URL", "https://planted" + ".example.com/path?q=1",
          "PHONE_NUMBER", "+1 415-555-" + "2671",
          "PH_MOBILE_NUMBER", "+63 917 123 " + "4567",
          "TR_PHONE_NUMBER", "+90 532 123 " + "45 67",
          "IBAN_CODE", "DE89 3704 0044 " + "0532 0130 00",
          "CRYPTO", "1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNa",
          "BIC_SWIFT", "bank DEUTDEFF" + "500",
          "TITLE", "Mr. Plantagenet",
          "ZIP_CODE", "zip code 94" + "107");

  private PiiSamples() {}

  /** One value by entity that the detector finds. */
  public static Map<String, String> ofEveryEntity(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PatternSamples samples = new PatternSamples(random);
    Map<String, String> values = new LinkedHashMap<>();
    for (PiiEntity entity : PiiPack.packaged().entities()) {
      String known = FOUND_OTHERWISE.get(entity.name());
      for (int i = 0; i < ATTEMPTS_MAX && !values.containsKey(entity.name()); i++) {
        String value = known == null ? sample(entity, samples, random) : known;
        if (isFound(entity.name(), value)) {
          values.put(entity.name(), value);
        }
      }
    }
    return values;
  }

  /** How many entities there are. */
  public static int entities() {
    return PiiPack.packaged().entities().size();
  }

  private static String sample(PiiEntity entity, PatternSamples samples, SplittableRandom random) {
    int size = entity.patterns().size();
    String value = samples.sample(entity.patterns().get(random.nextInt(size)).shape().regex());
    return random.nextBoolean() ? value : value.toUpperCase(java.util.Locale.ROOT);
  }

  private static boolean isFound(String entity, String value) {
    for (Finding finding : PiiFindings.of("It is " + value + " now")) {
      if (finding.type().name().equals(entity)) {
        return true;
      }
    }
    return false;
  }
}
