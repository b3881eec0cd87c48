package com.modalarmor.detect;

import java.util.List;

/** The detectors of personal data that need no model. Immutable. */
public final class PiiDetectors {

  private static final List<Detector> ALL =
      List.of(
          new EmailDetector(),
          new CreditCardDetector(),
          new IbanDetector(),
          new UsSsnDetector(),
          new PhoneDetector(),
          new IpAddressDetector(),
          new UrlDetector());

  private PiiDetectors() {}

  public static List<Detector> all() {
    return ALL;
  }

  /** Loads tables that the first hit would otherwise wait for. */
  public static void warmUp() {
    PhonePlans.warmUp();
    TopLevelDomains.contains("com".toCharArray(), 0, 3);
  }
}
