package com.modalarmor.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes up names, places and organisations from lists, for training rows. Single-threaded. */
final class Fillers {

  private final NameLists lists;
  private final SplittableRandom random;
  private final List<String> locales = new ArrayList<>();
  private final List<String> words;

  /**
   * @param words plain words that companies are named by
   */
  Fillers(NameLists lists, List<String> words, SplittableRandom random) {
    this.lists = lists;
    this.words = words;
    this.random = random;
    for (String locale : lists.firstNames.keySet()) {
      if (lists.lastNames.containsKey(locale) && latin(lists.lastNames.get(locale).get(0))) {
        locales.add(locale);
      }
    }
  }

  private static boolean latin(String name) {
    return name.codePoints().allMatch(c -> c < 0x250 || (c >= 0x1E00 && c < 0x1F00));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String pick(List<String> from) {
    return from.isEmpty() ? "" : from.get(random.nextInt(from.size()));
  }

  String oneOf(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String locale() {
    return locales.isEmpty() || chance(40) ? "census" : pick(locales);
  }

  String first() {
    return pick(lists.firstNames.getOrDefault(locale(), List.of("Jane")));
  }

  String last() {
    if (chance(10)) {
      return pick(lists.of(Lexicon.RARE_LAST_NAME));
    }
    return pick(lists.lastNames.getOrDefault(locale(), List.of("Roe")));
  }

  String person() {
    String locale = locale();
    String first = pick(lists.firstNames.getOrDefault(locale, List.of("Jane")));
    String last = pick(lists.lastNames.getOrDefault(locale, List.of("Roe")));
    return switch (random.nextInt(12)) {
      case 0 -> first + " " + (char) ('A' + random.nextInt(26)) + " " + last;
      case 1 -> first + " " + (char) ('A' + random.nextInt(26)) + ". " + last;
      case 2 ->
          first + " " + pick(lists.firstNames.getOrDefault(locale, List.of("Ann"))) + " " + last;
      case 3 -> first + " " + last + "-" + last();
      default -> first + " " + last;
    };
  }

  String city() {
    String city = pick(lists.of(Lexicon.CITY));
    return latin(city) || chance(20) ? city : pick(List.of("Springfield", "Riverton", "Oakham"));
  }

  String country() {
    for (int i = 0; i < 8; i++) {
      String country = pick(lists.of(Lexicon.COUNTRY));
      if (latin(country) && country.length() < 30) {
        return country;
      }
    }
    return "Chile";
  }

  String region() {
    String region = pick(lists.of(Lexicon.REGION));
    return latin(region) ? region : "Ohio";
  }

  String state() {
    return pick(lists.states);
  }

  String people() {
    return pick(lists.of(Lexicon.PEOPLE));
  }

  String job() {
    return pick(lists.of(Lexicon.JOB));
  }

  String streetName() {
    return pick(lists.streetNames);
  }

  String streetSuffix() {
    return capital(pick(lists.of(Lexicon.STREET)));
  }

  String word() {
    return capital(pick(words));
  }

  /** Company names as they are: of founders, of words, coined, of a place, or from a list. */
  String organization() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> pick(lists.of(Lexicon.COMPANY));
      case 2, 3 -> pick(lists.of(Lexicon.ORGANIZATION));
      case 4, 5 -> last() + " " + suffix();
      case 6, 7 -> last() + oneOf(" and ", " & ", "-", "-") + last();
      case 8, 9 -> last() + ", " + last() + oneOf(" and ", " & ") + last();
      case 10 -> word() + " " + word() + " " + suffix();
      case 11 -> word() + " " + capital(pick(lists.of(Lexicon.ORGANIZATION_WORD)));
      case 12 -> word() + " " + word();
      case 13 -> oneOf("University of ", "Bank of ", "City of ") + city();
      case 14 -> city() + " " + capital(pick(lists.of(Lexicon.ORGANIZATION_WORD)));
      case 15 ->
          word() + oneOf(" And ", " & ", " and ") + word() + (chance(40) ? " " + suffix() : "");
      case 16 -> initials() + " " + word() + (chance(50) ? " " + suffix() : "");
      default -> coined() + (chance(25) ? " " + suffix() : "");
    };
  }

  private String initials() {
    String one = "" + (char) ('A' + random.nextInt(26));
    String two = "" + (char) ('A' + random.nextInt(26));
    return oneOf(one + one + two, one + ". " + two + ".", one + " " + two, one + two);
  }

  private String coined() {
    String word = word();
    String end =
        oneOf(
            "ly", "ify", "io", "ix", "ia", "ware", "soft", "tech", "data", "labs", "net", "works",
            "base", "hub", "scope", "metrics", "wise", "nomics", "list", "point", "path", "logic",
            "media", "zoom", "a", "o", "us", "on", "ent", "ara", "eo", "istics", "genics", "pedia",
            "health", "bank", "pay");
    return chance(35) ? word + word().toLowerCase(Locale.ROOT) : word + end;
  }

  private String suffix() {
    return chance(50)
        ? oneOf("Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Group", "Corp", "GmbH", "PLC", "Holdings")
        : capital(pick(lists.of(Lexicon.ORGANIZATION_WORD)));
  }

  static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  int number(int below) {
    return random.nextInt(below);
  }

  String digits(int n) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < n; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
    return out.toString();
  }
}
