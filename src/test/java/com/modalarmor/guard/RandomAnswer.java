package com.modalarmor.guard;

import java.util.Locale;
import java.util.Random;

/** Texts full of values, of what is nearly one, and of what makes cutting hard. Seeded. */
final class RandomAnswer {

  private static final String[] WORDS = {
    "the",
    "invoice",
    "is",
    "due",
    "Please",
    "write",
    "to",
    "our",
    "desk",
    "phone",
    "call",
    "card",
    "number",
    "ssn",
    "social",
    "security",
    "a",
    "b",
    "iban",
    "account",
    "Tel",
    "ext",
    "and",
    "or",
    "Grüße",
    "Köln",
    "naïve",
    "Привет",
    "你好",
    "世界。",
    "こんにちは、",
    "😀",
    "👩‍👩‍👧",
    "e.g.",
    "3.14",
    "1,000",
    "v1.2.3",
    "a@b",
    "@home",
    "@@",
    "x@",
    "::",
    "http://",
    "www.",
    "=>",
    "--",
    "(",
    ")",
    "[1]",
    "*"
  };

  private static final String[] GAPS = {
    " ", " ", " ", " ", "\n", ", ", ". ", "", "\t", " - ", ": ", "\u00a0", "\u200b", "\r\n", "  ",
    "-", ".", "/"
  };

  private final Random random;

  RandomAnswer(Random random) {
    this.random = random;
  }

  String text(int pieces) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      out.append(random.nextInt(3) == 0 ? value() : WORDS[random.nextInt(WORDS.length)]);
      out.append(GAPS[random.nextInt(GAPS.length)]);
    }
    return out.toString();
  }

  private String value() {
    return switch (random.nextInt(24)) {
      case 0 -> word(8) + "." + word(5) + "@" + word(7) + ".com";
      case 1 -> word(3) + "+" + word(4) + "@mail." + word(6) + ".co.uk";
      case 2 -> card(" ");
      case 3 -> card("-");
      case 4 -> card("");
      case 5 -> iban(" ");
      case 6 -> iban("");
      case 7 -> "078-05-" + digits(4);
      case 8 -> 100 + random.nextInt(500) + " " + (10 + random.nextInt(80)) + " " + digits(4);
      case 9 -> "+1 415-555-" + digits(4);
      case 10 -> "(212) 555-" + digits(4);
      case 11 -> "+49 30 " + digits(4) + " " + digits(4);
      case 12 -> octet() + "." + octet() + "." + octet() + "." + octet();
      case 13 -> "2001:db8::" + Integer.toHexString(random.nextInt(65_536)) + ":" + digits(2);
      case 14 ->
          "https://" + word(6) + ".example.com/" + word(4) + "?q=" + word(5) + "#" + digits(3);
      case 15 -> word(9) + ".org/" + word(3);
      case 16 -> digits(1 + random.nextInt(24));
      case 17 -> "AK" + "IA" + word(16).toUpperCase(Locale.ROOT);
      case 18 -> "gh" + "p_" + word(18) + digits(18);
      case 19 -> "password = \"" + word(6) + "!" + digits(3) + "\"";
      case 20 -> "![" + word(3) + "](https://" + word(5) + ".example/p.png?q=" + word(9) + ")";
      case 21 ->
          "<img src=\"https://" + word(5) + ".example/" + word(3) + "\" alt=" + word(2) + ">";
      case 22 -> "<b>" + word(4) + "</b> [" + word(4) + "](http://" + word(5) + ".example)";
      default -> groups();
    };
  }

  private String word(int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append((char) ('a' + random.nextInt(26)));
    }
    return out.toString();
  }

  private String digits(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
    return out.toString();
  }

  /** A row of groups of digits, as in a table. */
  private String groups() {
    StringBuilder out = new StringBuilder();
    int count = 2 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      out.append(digits(1 + random.nextInt(5))).append(' ');
    }
    return out.toString();
  }

  private int octet() {
    return random.nextInt(256);
  }

  private String card(String gap) {
    String body = "4" + digits(14);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int d = body.charAt(body.length() - 1 - i) - '0';
      d = i % 2 == 0 ? 2 * d : d;
      sum += d > 9 ? d - 9 : d;
    }
    String all = body + (10 - sum % 10) % 10;
    return String.join(
        gap, all.substring(0, 4), all.substring(4, 8), all.substring(8, 12), all.substring(12));
  }

  private String iban(String gap) {
    String account = digits(18);
    // DE = 13 14, then 00: the check digits are what is missing to 98.
    int rest = 0;
    for (char c : (account + "131400").toCharArray()) {
      rest = (rest * 10 + c - '0') % 97;
    }
    String all = "DE" + String.format("%02d", 98 - rest) + account;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < all.length(); i += 4) {
      out.append(i == 0 ? "" : gap).append(all, i, Math.min(all.length(), i + 4));
    }
    return out.toString();
  }
}
