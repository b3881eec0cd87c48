package com.modalarmor.names;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Copies of training rows in other cases, and with other names in them. Stateless. */
final class Variants {

  private Variants() {}

  static NameRow lower(NameRow row) {
    return with(row, true);
  }

  static NameRow upper(NameRow row) {
    return with(row, false);
  }

  /** Character by character, so that the places stay. */
  private static NameRow with(NameRow row, boolean lower) {
    char[] chars = row.text().toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = lower ? Character.toLowerCase(chars[i]) : Character.toUpperCase(chars[i]);
    }
    return new NameRow(new String(chars), row.spans(), row.source(), row.document());
  }

  /** The row with other names of the same sort; posts' handles and tags stay. */
  static NameRow renamed(NameRow row, Fillers fill, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    List<NameRow.Span> spans = new ArrayList<>();
    int at = 0;
    for (NameRow.Span span : row.spans()) {
      if (span.start() < at) {
        continue;
      }
      text.append(row.text(), at, span.start());
      String old = row.text().substring(span.start(), span.end());
      int start = text.length();
      text.append(random.nextInt(100) < 70 ? other(old, span.type(), fill) : old);
      spans.add(new NameRow.Span(start, text.length(), span.type()));
      at = span.end();
    }
    text.append(row.text(), at, row.text().length());
    return new NameRow(text.toString(), spans, row.source(), row.document());
  }

  private static String other(String old, String type, Fillers fill) {
    char first = old.charAt(0);
    if (first == '@' || first == '#' || !Character.isUpperCase(first)) {
      return old;
    }
    boolean several = old.indexOf(' ') > 0;
    return switch (type) {
      case "PERSON" -> several ? fill.person() : fill.chance(40) ? fill.first() : fill.last();
      case "LOCATION" ->
          fill.chance(60) ? fill.city() : fill.chance(60) ? fill.country() : fill.region();
      case "ORGANIZATION" -> several || fill.chance(50) ? fill.organization() : old;
      default -> old;
    };
  }
}
