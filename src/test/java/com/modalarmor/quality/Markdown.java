package com.modalarmor.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the little of Markdown that the documents' checks need: tables, sections, quoted words. */
final class Markdown {
  private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");

  private Markdown() {}

  /** Rows of the table whose first heading is {@code firstHeading}; empty when there is none. */
  static List<List<String>> table(String markdown, String firstHeading) {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : markdown.split("\n", -1)) {
      if (!line.startsWith("|")) {
        inside = false;
        continue;
      }
      List<String> cells = cells(line);
      if (cells.get(0).equalsIgnoreCase(firstHeading)) {
        inside = true;
      } else if (inside && !cells.get(0).startsWith("--")) {
        rows.add(cells);
      }
    }
    return rows;
  }

  /** Text from the heading that contains {@code title} to the next heading; empty when absent. */
  static String section(String markdown, String title) {
    StringBuilder section = new StringBuilder();
    boolean inside = false;
    for (String line : markdown.split("\n", -1)) {
      if (line.startsWith("#")) {
        inside = line.toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT));
      } else if (inside) {
        section.append(line).append('\n');
      }
    }
    return section.toString();
  }

  static List<String> quoted(String markdown) {
    List<String> words = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(markdown);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    return words;
  }

  private static List<String> cells(String line) {
    String inner = line.strip();
    inner = inner.substring(1, inner.endsWith("|") ? inner.length() - 1 : inner.length());
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
