package com.modalarmor.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts found names against the right ones: exact, when kind and both ends agree, or by overlap,
 * when one of the same kind is touched. Single-threaded while counting.
 */
public final class NameFigures {

  /** The name of the line that counts all kinds together. */
  public static final String ALL = "all";

  private static final int GOLD = 0;
  private static final int FOUND = 1;
  private static final int GOLD_FOUND = 2;
  private static final int FOUND_RIGHT = 3;

  private final Map<String, int[]> counts = new TreeMap<>();

  /**
   * One line of a table.
   *
   * @param gold names that are there, {@code goldFound} of them found
   * @param found names that were found, {@code foundRight} of them right
   */
  public record Line(String name, int gold, int goldFound, int found, int foundRight) {

    public double precision() {
      return found == 0 ? 0 : foundRight / (double) found;
    }

    public double recall() {
      return gold == 0 ? 0 : goldFound / (double) gold;
    }

    /** The F measure that weighs recall {@code beta} times as much as precision. */
    public double f(double beta) {
      double p = precision();
      double r = recall();
      double b = beta * beta;
      return p + r == 0 ? 0 : (1 + b) * p * r / (b * p + r);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "gold %d, precision %.3f, recall %.3f, F1 %.3f, F2 %.3f",
          gold,
          precision(),
          recall(),
          f(1),
          f(2));
    }
  }

  static NameFigures of(NameModel model, List<NameRow> rows) {
    NameFigures figures = new NameFigures();
    NameModel.Scratch scratch = model.newScratch();
    for (NameRow row : rows) {
      figures.exact(row.spans(), find(scratch, row.text()), row.source());
    }
    return figures;
  }

  /** The people, places and organisations in a text. */
  static List<NameRow.Span> find(NameModel.Scratch scratch, String text) {
    char[] chars = text.toCharArray();
    List<NameRow.Span> found = new ArrayList<>();
    scratch.begin(chars, 0, chars.length);
    while (scratch.next()) {
      for (int i = 0; i < scratch.count(); i++) {
        if (scratch.kind(i).ordinal() <= NameKind.ORGANIZATION.ordinal()) {
          found.add(new NameRow.Span(scratch.start(i), scratch.end(i), scratch.kind(i).name()));
        }
      }
    }
    return found;
  }

  /** Counts one text; also under the line of its {@code source}. */
  public void exact(List<NameRow.Span> gold, List<NameRow.Span> found, String source) {
    for (NameRow.Span span : gold) {
      count(GOLD, ALL, span.type(), source);
      if (found.contains(span)) {
        count(GOLD_FOUND, ALL, span.type(), source);
      }
    }
    for (NameRow.Span span : found) {
      count(FOUND, ALL, span.type(), source);
      if (gold.contains(span)) {
        count(FOUND_RIGHT, ALL, span.type(), source);
      }
    }
  }

  /** The same by overlap, kind by kind. */
  public void overlap(List<NameRow.Span> gold, List<NameRow.Span> found) {
    for (NameRow.Span span : gold) {
      count(GOLD, ALL, span.type());
      if (touches(span, found)) {
        count(GOLD_FOUND, ALL, span.type());
      }
    }
    for (NameRow.Span span : found) {
      count(FOUND, ALL, span.type());
      if (touches(span, gold)) {
        count(FOUND_RIGHT, ALL, span.type());
      }
    }
  }

  private static boolean touches(NameRow.Span span, List<NameRow.Span> others) {
    for (NameRow.Span other : others) {
      if (other.start() < span.end()
          && other.end() > span.start()
          && other.type().equals(span.type())) {
        return true;
      }
    }
    return false;
  }

  private void count(int what, String... lines) {
    for (String line : lines) {
      counts.computeIfAbsent(line, k -> new int[4])[what]++;
    }
  }

  /** All lines by name: the kinds in capitals, then all together, then the sources. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    counts.forEach(
        (name, n) -> lines.add(new Line(name, n[GOLD], n[GOLD_FOUND], n[FOUND], n[FOUND_RIGHT])));
    return lines;
  }
}
