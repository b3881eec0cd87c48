package com.modalarmor.evaluation.pii;

import com.modalarmor.evaluation.pii.PiiEvaluation.FileCount;
import com.modalarmor.evaluation.pii.PiiRow.Kind;
import java.util.List;
import java.util.Locale;

/** The tables of an evaluation of personal data, as Markdown. Stateless. */
final class PiiReport {

  private PiiReport() {}

  static String markdown(List<FileCount> files, float scoreMin) {
    StringBuilder out = new StringBuilder(8_192);
    out.append("| file | question | rows | right | share | precision | recall | F2 |\n");
    out.append("|---|---|---:|---:|---:|---:|---:|---:|\n");
    for (FileCount file : files) {
      total(out, file);
    }
    out.append('\n');
    for (FileCount file : files) {
      if (file.entities.isEmpty()) {
        continue;
      }
      boolean overlap = file.kind == Kind.OVERLAP;
      out.append(
          overlap
              ? "| " + file.name + " | spans | of that type | found | precision | recall | F2 |\n"
              : "| " + file.name + " | rows | right | share | precision | recall | F2 |\n");
      out.append("|---|---:|---:|---:|---:|---:|---:|\n");
      file.entities.forEach((entity, count) -> entity(out, entity, count, overlap));
      out.append('\n');
    }
    if (files.stream().anyMatch(file -> file.kind == Kind.OVERLAP)) {
      out.append(
          String.format(
              Locale.ROOT,
              "Overlap: findings scored %.2f or more, of any type, on labelled stretches.%n",
              scoreMin));
    }
    return out.toString();
  }

  private static void total(StringBuilder out, FileCount file) {
    String question =
        switch (file.kind) {
          case EXACT -> "exact spans";
          case SCORED -> "exact spans and scores";
          case CHECK -> "check digits";
          case TYPES -> "types";
          case OVERLAP -> "overlap of spans";
          case OTHER -> "none for this command";
        };
    if (file.kind == Kind.OVERLAP) {
      line(out, file.name, question, file.all.rows, -1, Double.NaN, file.all);
      line(out, file.name, "overlap of words", file.all.rows, -1, Double.NaN, file.words);
    } else if (file.kind == Kind.OTHER) {
      line(out, file.name, question, file.other, -1, Double.NaN, file.all);
    } else {
      line(out, file.name, question, file.all.rows, file.all.right, file.all.exact(), file.all);
    }
  }

  private static void line(
      StringBuilder out,
      String name,
      String question,
      long rows,
      long right,
      double share,
      PiiCount count) {
    out.append("| ").append(name).append(" | ").append(question);
    out.append(" | ").append(rows).append(" | ").append(right < 0 ? "" : right);
    out.append(" | ").append(number(share));
    figures(out, count);
  }

  private static void entity(StringBuilder out, String entity, PiiCount count, boolean overlap) {
    long third = overlap ? count.found : 0;
    out.append("| ").append(entity).append(" | ").append(count.rows);
    out.append(" | ").append(count.right).append(" | ");
    out.append(overlap ? Long.toString(third) : number(count.exact()));
    figures(out, count);
  }

  private static void figures(StringBuilder out, PiiCount count) {
    boolean spans = count.found + count.extra + count.missed > 0;
    out.append(" | ").append(spans ? number(count.precision()) : "");
    out.append(" | ").append(spans ? number(count.recall()) : "");
    out.append(" | ").append(spans ? number(count.f2()) : "").append(" |\n");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
