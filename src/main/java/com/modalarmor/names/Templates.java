package com.modalarmor.names;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Sentences of our own with slots, filled from lists: training rows. Single-threaded. */
final class Templates {

  static final String FILE = "templates.txt";
  private static final String WORDS = "words:";

  final String sha256;
  private final List<String> templates = new ArrayList<>();
  private final Fillers fill;
  private final Addresses addresses;

  Templates(NameLists lists, SplittableRandom random) throws IOException {
    byte[] content = NameLists.resource(FILE);
    sha256 = Sha256.over(content).hex();
    List<String> words = new ArrayList<>();
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith(WORDS)) {
        words.addAll(List.of(line.substring(WORDS.length()).strip().split(" ")));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        templates.add(line.replace("\\n", "\n"));
      }
    }
    fill = new Fillers(lists, words, random);
    addresses = new Addresses(fill);
  }

  Fillers fillers() {
    return fill;
  }

  int count() {
    return templates.size();
  }

  /** A row of the template with that number. */
  NameRow row(int template) {
    String pattern = templates.get(template % templates.size());
    StringBuilder text = new StringBuilder();
    List<NameRow.Span> spans = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      if (open < 0) {
        text.append(pattern, at, pattern.length());
        break;
      }
      text.append(pattern, at, open);
      int close = pattern.indexOf('}', open);
      String slot = pattern.substring(open + 1, close);
      int start = text.length();
      text.append(value(slot));
      String type = type(slot);
      if (!type.isEmpty() && text.length() > start) {
        spans.add(new NameRow.Span(start, text.length(), type));
      }
      at = close + 1;
    }
    NameRow row = new NameRow(text.toString(), spans, "templates", "");
    int casing = fill.number(100);
    return casing < 12 ? Variants.lower(row) : casing < 18 ? Variants.upper(row) : row;
  }

  private static String type(String slot) {
    return switch (slot) {
      case "name", "first", "last" -> "PERSON";
      case "city", "country", "region" -> "LOCATION";
      case "org" -> "ORGANIZATION";
      case "address", "line", "street", "zip", "unit" -> "ADDRESS";
      default -> "";
    };
  }

  private String value(String slot) {
    return switch (slot) {
      case "name" -> fill.person();
      case "first" -> fill.first();
      case "last" -> fill.last();
      case "city" -> fill.city();
      case "country" -> fill.country();
      case "region" -> fill.region();
      case "org" -> fill.organization();
      case "address" -> addresses.whole();
      case "line" -> addresses.line();
      case "street" -> addresses.street();
      case "unit" -> addresses.unit();
      case "zip" -> addresses.postcode();
      case "people" -> fill.people();
      case "job" -> fill.job();
      case "title" ->
          fill.oneOf("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Mr", "Mrs", "Ms", "Miss", "Sir");
      case "word" -> fill.word().toLowerCase(Locale.ROOT);
      case "Word" -> fill.word();
      case "age" -> Integer.toString(1 + fill.number(99));
      case "year" -> Integer.toString(1_900 + fill.number(130));
      case "n" -> Integer.toString(1 + fill.number(9_999));
      case "phone" -> "(" + fill.digits(3) + ") " + fill.digits(3) + "-" + fill.digits(4);
      case "card" -> fill.digits(16);
      case "email" ->
          fill.first().toLowerCase(Locale.ROOT)
              + fill.number(99)
              + "@"
              + fill.word().toLowerCase(Locale.ROOT)
              + ".com";
      case "date" ->
          fill.chance(50)
              ? (1 + fill.number(12))
                  + "/"
                  + (1 + fill.number(28))
                  + "/"
                  + (1_950 + fill.number(80))
              : fill.oneOf("January", "March", "May", "July", "October")
                  + " "
                  + (1 + fill.number(28));
      default -> throw new IllegalStateException("no such slot: " + slot);
    };
  }
}
