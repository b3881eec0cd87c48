package com.modalarmor.names;

/** Makes up postal addresses in the manners of many countries, for training rows. */
final class Addresses {

  private final Fillers fill;

  Addresses(Fillers fill) {
    this.fill = fill;
  }

  String houseNumber() {
    String number = Integer.toString(1 + fill.number(fill.chance(50) ? 150 : 9_999));
    return fill.chance(6) ? number + fill.oneOf("A", "B", "a", "b", "/2", "-4") : number;
  }

  private String stem() {
    return fill.chance(50) ? fill.last() : fill.city();
  }

  String street() {
    return switch (fill.number(9)) {
      case 0, 1, 2, 3 ->
          (fill.chance(12) ? fill.oneOf("N. ", "S. ", "West ", "East ", "North ") : "")
              + (fill.chance(30) ? fill.word() : stem())
              + " "
              + (fill.chance(60)
                  ? fill.oneOf(
                      "Street",
                      "St",
                      "St.",
                      "Avenue",
                      "Ave",
                      "Road",
                      "Rd",
                      "Lane",
                      "Drive",
                      "Dr",
                      "Court",
                      "Way",
                      "Close",
                      "Crescent",
                      "Boulevard",
                      "Blvd",
                      "Place",
                      "Square")
                  : fill.streetSuffix());
      case 4 -> fill.streetName();
      case 5 ->
          fill.oneOf(
                  "Via ",
                  "Rue ",
                  "Rue de ",
                  "Calle ",
                  "Avenida ",
                  "Rua ",
                  "Av. ",
                  "Plaza ",
                  "Place ",
                  "ul. ",
                  "Viale ",
                  "Piazza ",
                  "Allée ",
                  "Chemin ",
                  "Strada ",
                  "Str. ",
                  "Paseo ")
              + stem();
      case 6 ->
          stem() + " " + fill.oneOf("utca", "út", "tn", "ulica", "vei", "väg", "u.", "köz", "str");
      default ->
          joined(
              stem(),
              fill.oneOf(
                  "straße", "strasse", "weg", "gasse", "platz", "vej", "gade", "gatan", "vägen",
                  "katu", "tie", "kuja", "straat", "laan", "gata", "veien", "stræde", "ova",
                  "ringen", "polku", "gränd", "braut", "stíg"));
    };
  }

  private static String joined(String stem, String end) {
    int space = stem.indexOf(' ');
    return (space > 0 ? stem.substring(0, space) : stem) + end;
  }

  String unit() {
    return fill.oneOf("Apt. ", "Suite ", "Apt ", "Unit ", "Flat ", "Floor ", "Room ", "# ", "Ste. ")
        + (fill.chance(70) ? fill.digits(3) : fill.number(90) + fill.oneOf("", "B", "C"));
  }

  String postcode() {
    return switch (fill.number(8)) {
      case 0 -> fill.digits(4);
      case 1 -> fill.digits(3) + " " + fill.digits(2);
      case 2 -> fill.digits(4) + " " + letter() + letter();
      case 3 -> fill.digits(5) + "-" + fill.digits(3 + fill.number(2));
      case 4 ->
          "" + letter() + letter() + fill.number(20) + " " + fill.number(10) + letter() + letter();
      case 5 ->
          ""
              + letter()
              + fill.number(10)
              + letter()
              + " "
              + fill.number(10)
              + letter()
              + fill.number(10);
      default -> fill.digits(5);
    };
  }

  private char letter() {
    return (char) ('A' + fill.number(26));
  }

  /** Number and street, in either order. */
  String line() {
    return fill.chance(55) ? houseNumber() + " " + street() : street() + " " + houseNumber();
  }

  private String place() {
    return switch (fill.number(6)) {
      case 0 -> fill.city() + ", " + fill.state() + " " + postcode();
      case 1 -> fill.city() + " " + postcode();
      case 2 -> postcode() + " " + fill.city();
      case 3 -> fill.city() + ", " + fill.region();
      case 4 -> fill.city() + ", " + fill.country();
      default -> fill.city();
    };
  }

  private String military() {
    String[] states = {"AA", "AE", "AP"};
    String state = fill.oneOf(states);
    return switch (fill.number(4)) {
      case 0 ->
          "PSC "
              + fill.digits(4)
              + ", Box "
              + fill.digits(4)
              + "\nAPO "
              + state
              + " "
              + fill.digits(5);
      case 1 ->
          "Unit "
              + fill.digits(4)
              + " Box "
              + fill.digits(4)
              + "\nDPO "
              + state
              + " "
              + fill.digits(5);
      case 2 -> "USNS " + fill.last() + "\nFPO " + state + " " + fill.digits(5);
      default -> fill.oneOf("PO Box ", "P.O. Box ", "Postfach ") + fill.digits(3) + ", " + place();
    };
  }

  /** On one line or several. */
  String whole() {
    if (fill.chance(8)) {
      return military();
    }
    if (fill.chance(4)) {
      return "the corner of " + line() + " and " + street();
    }
    String gap = fill.oneOf(", ", ", ", "\n", " ", "\n ", ",\n");
    StringBuilder out = new StringBuilder(line());
    if (fill.chance(45)) {
      out.append(fill.chance(50) ? " " : gap).append(unit());
    }
    if (fill.chance(85)) {
      out.append(gap).append(place());
    }
    if (fill.chance(30)) {
      out.append(gap).append(fill.country());
      if (fill.chance(50)) {
        out.append(' ').append(fill.digits(5));
      }
    }
    return out.toString();
  }
}
