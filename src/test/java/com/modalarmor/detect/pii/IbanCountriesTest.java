package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.PiiFindings;
import java.math.BigInteger;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.iban4j.CountryCode;
import org.iban4j.Iban;
import org.iban4j.bban.BbanStructure;
import org.junit.jupiter.api.Test;

/** The account numbers of all countries, against another library's. */
class IbanCountriesTest {

  @Test
  void each_country_of_the_table_agrees_with_another_library() {
    long seed = 11;
    Random random = new Random(seed);
    int rows = 0;
    TreeSet<String> disagreements = new TreeSet<>();
    for (CountryCode country : BbanStructure.supportedCountries()) {
      String structure =
          IbanCountries.structure(country.name().charAt(0), country.name().charAt(1));
      if (structure == null) {
        continue;
      }
      StringBuilder account = new StringBuilder();
      for (char kind : structure.toCharArray()) {
        account.append(
            kind == 'a' || (kind == 'c' && random.nextBoolean())
                ? (char) ('A' + random.nextInt(26))
                : (char) ('0' + random.nextInt(10)));
      }
      String iban = withCheckDigits(country.name(), account.toString());
      String where = "seed " + seed + " " + iban;
      try {
        Iban.valueOf(iban);
      } catch (RuntimeException e) {
        disagreements.add(country.name());
      }
      assertTrue(found(iban), where);
      char wrong = iban.charAt(3) == '9' ? '0' : (char) (iban.charAt(3) + 1);
      String broken = iban.substring(0, 3) + wrong + iban.substring(4);
      assertFalse(found(broken), where);
      rows++;
    }
    // The registry has 22 characters for Costa Rica, and letters for Pakistan and Ukraine, where
    // that
    // library's table is narrower.
    assertEquals(Set.of("CR", "PK", "UA"), disagreements);
    assertEquals(69, rows, "countries in both tables");
  }

  private static boolean found(String iban) {
    return PiiFindings.of(iban).stream()
        .anyMatch(
            finding ->
                finding.type().name().equals("IBAN_CODE")
                    && finding.start() == 0
                    && finding.end() == iban.length());
  }

  private static String withCheckDigits(String country, String account) {
    StringBuilder digits = new StringBuilder();
    for (char c : (account + country + "00").toCharArray()) {
      digits.append(Character.getNumericValue(c));
    }
    int rest = new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    return country + String.format("%02d", 98 - rest) + account;
  }
}
