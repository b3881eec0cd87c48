package com.modalarmor.evaluation.pii;

import java.util.Map;
import java.util.Set;

/** The labels of data sets as types of ours. Stateless. */
final class PiiLabels {

  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("STREET_ADDRESS", "LOCATION"),
          Map.entry("ADDRESS", "LOCATION"),
          Map.entry("GPE", "LOCATION"),
          Map.entry("DOMAIN_NAME", "URL"));

  /** The types that count in texts whose labels are of this general kind. */
  private static final Set<String> GENERAL =
      Set.of(
          "PERSON",
          "LOCATION",
          "ORGANIZATION",
          "NRP",
          "AGE",
          "CREDIT_CARD",
          "PHONE_NUMBER",
          "DATE_TIME",
          "EMAIL_ADDRESS",
          "URL",
          "IBAN_CODE",
          "US_SSN",
          "US_ITIN",
          "US_PASSPORT",
          "US_DRIVER_LICENSE",
          "US_BANK_NUMBER",
          "IP_ADDRESS",
          "MAC_ADDRESS",
          "CRYPTO",
          "MEDICAL_LICENSE",
          "UK_NHS",
          "TITLE",
          "ZIP_CODE");

  private PiiLabels() {}

  static String type(String label) {
    return SAME.getOrDefault(label, label);
  }

  static boolean counts(String type) {
    return GENERAL.contains(type);
  }
}
