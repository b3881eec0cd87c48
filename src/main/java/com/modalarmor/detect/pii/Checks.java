package com.modalarmor.detect.pii;

import static java.util.Map.entry;

import com.modalarmor.detect.pii.Check.Answer;
import java.time.LocalDate;
import java.util.Map;

/** All checks by the name under which entities ask for them. Immutable. */
final class Checks {

  private static final LocalDate TODAY = LocalDate.now();

  private static final Map<String, Check> BY_NAME =
      Map.ofEntries(
          entry("luhn_card", AmericanChecks::card),
          entry("luhn_or_nothing", Check.refuting(AmericanChecks::luhnOrNothing)),
          entry("us_ssn", Check.refuting(AmericanChecks::ssn)),
          entry("us_npi", AmericanChecks::npi),
          entry("aba", AmericanChecks::routing),
          entry("dea", AmericanChecks::dea),
          entry("ip_interface", Check.refuting(NetworkChecks::address)),
          entry("mac", Check.refuting(NetworkChecks::mac)),
          entry("uk_nhs", EuropeanChecks::nhs),
          entry("uk_nino", Check.refuting(EuropeanChecks::nino)),
          entry("uk_driving", Check.refuting(EuropeanChecks::drivingLicence)),
          entry("uk_vehicle", EuropeanChecks::vehicle),
          entry("es_nif", EuropeanChecks::nif),
          entry("es_nie", EuropeanChecks::nie),
          entry("it_fiscal", EuropeanChecks::fiscalCode),
          entry("it_vat", EuropeanChecks::italianVat),
          entry("pl_pesel", EuropeanChecks::pesel),
          entry("fi_hetu", EuropeanChecks::hetu),
          entry("se_person", EuropeanChecks::personnummer),
          entry("se_organisation", EuropeanChecks::organisationsnummer),
          entry("tr_national", EuropeanChecks::turkishId),
          entry("tr_plate", EuropeanChecks::turkishPlate),
          entry("not_all_zero", Check.refuting(GermanChecks::bsnr)),
          entry("de_health", GermanChecks::healthInsurance),
          entry("de_id_card", GermanChecks::idCard),
          entry("de_lanr", GermanChecks::lanr),
          entry("de_passport", GermanChecks::passport),
          entry("de_plz", Check.refuting(GermanChecks::postcode)),
          entry("de_social", GermanChecks::socialSecurity),
          entry("de_tax_id", GermanChecks::taxId),
          entry("de_vat", GermanChecks::vat),
          entry("au_abn", AsianChecks::abn),
          entry("au_acn", AsianChecks::acn),
          entry("au_tfn", AsianChecks::tfn),
          entry("au_medicare", AsianChecks::medicare),
          entry("in_aadhaar", AsianChecks::aadhaar),
          entry("in_gstin", AsianChecks::gstin),
          entry("in_vehicle", IndianPlates::check),
          entry("kr_rrn", AsianChecks::rrn),
          entry("kr_frn", AsianChecks::frn),
          entry("kr_brn", AsianChecks::brn),
          entry("kr_driver", AsianChecks::koreanLicence),
          entry("ph_tin", Check.refuting(AsianChecks::tin)),
          entry("sg_uen", AsianChecks::uen),
          entry("th_tnin", AsianChecks::thaiId),
          entry("verhoeff11", AsianChecks::verhoeff),
          entry("za_id", Checks::southAfricanId));

  private Checks() {}

  /** Null when there is none of that name. */
  static Check named(String name) {
    return BY_NAME.get(name);
  }

  /** A day of birth that has been, citizenship, Luhn. */
  private static Answer southAfricanId(Candidate c) {
    if (!c.plain() || c.size() != 13 || !c.allDigits()) {
      return Answer.REFUTED;
    }
    int years = c.number(0, 2);
    int year = years > TODAY.getYear() % 100 ? 1900 + years : 2000 + years;
    int month = c.number(2, 4);
    int day = c.number(4, 6);
    boolean born = Sums.day(year, month, day) && !LocalDate.of(year, month, day).isAfter(TODAY);
    boolean shape = c.digit(10) <= 2 && c.digit(11) >= 8;
    return Check.provenIf(born && shape && Sums.luhn(c, 0, 13, 0));
  }
}
