package com.modalarmor.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The tables of an evaluation, as Markdown for people and as JSON for programs. Stateless. */
public final class Report {

  private Report() {}

  public static String markdown(Evaluation.Result result) {
    StringBuilder out = new StringBuilder(4_096);
    Map<String, Figures> files = new LinkedHashMap<>(result.files());
    if (files.size() > 1) {
      files.put("**all**", result.all());
    }
    labelled(out, "file", files);
    if (!result.sources().keySet().equals(result.files().keySet())) {
      labelled(out, "source", result.sources());
    }
    labelled(out, "kind", result.kinds());
    labelled(out, "language", result.languages());
    apart(out, result.files());
    if (result.all().failed() > 0) {
      out.append(result.all().failed())
          .append(" rows could not be inspected whole and count as not flagged.\n");
    }
    return out.toString();
  }

  private static void labelled(StringBuilder out, String what, Map<String, Figures> groups) {
    if (groups.values().stream().allMatch(f -> f.attacks() + f.benign() == 0)) {
      return;
    }
    out.append("| ")
        .append(what)
        .append(" | attacks | benign | recall | 95 % | false positives | 95 % | precision | F1")
        .append(
            " | AUC | recall at 1 % |\n|---|---:|---:|---:|---|---:|---|---:|---:|---:|---:|\n");
    groups.forEach(
        (name, f) -> {
          if (f.attacks() + f.benign() > 0) {
            cells(
                out,
                name,
                Long.toString(f.attacks()),
                Long.toString(f.benign()),
                number(f.recall()),
                interval(f.hits(), f.attacks(), false),
                percent(f.falsePositiveRate()),
                interval(f.alarms(), f.benign(), true),
                number(f.precision()),
                number(f.f1()),
                number(f.auc()),
                number(f.recallAtShare()));
          }
        });
    out.append('\n');
  }

  private static void apart(StringBuilder out, Map<String, Figures> files) {
    if (files.values().stream().allMatch(f -> f.apart() == 0)) {
      return;
    }
    out.append("Harmful requests without an attack on the model, counted as neither:\n\n");
    out.append("| file | rows | flagged |\n|---|---:|---:|\n");
    files.forEach(
        (name, f) -> {
          if (f.apart() > 0) {
            cells(out, name, Long.toString(f.apart()), percent(f.apartShare()));
          }
        });
    out.append('\n');
  }

  static void cells(StringBuilder out, String... cells) {
    for (String cell : cells) {
      out.append("| ").append(cell).append(' ');
    }
    out.append("|\n");
  }

  private static String interval(long hits, long trials, boolean inPercent) {
    if (trials == 0) {
      return "–";
    }
    Statistics.Interval interval = Statistics.wilson(hits, trials);
    return inPercent
        ? String.format(Locale.ROOT, "%.2f–%.2f", interval.low() * 100, interval.high() * 100)
        : String.format(Locale.ROOT, "%.3f–%.3f", interval.low(), interval.high());
  }

  static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  /** The same figures, unrounded; what cannot be computed is left out. */
  public static byte[] json(Evaluation.Result result) {
    return JsonBytes.object(
        out -> {
          write(out, "files", result.files());
          write(out, "sources", result.sources());
          write(out, "kinds", result.kinds());
          write(out, "languages", result.languages());
          out.writeObjectFieldStart("all");
          write(out, result.all());
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, String name, Map<String, Figures> groups)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Figures> group : groups.entrySet()) {
      out.writeObjectFieldStart(group.getKey());
      write(out, group.getValue());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Figures f) throws IOException {
    out.writeNumberField("rows", f.rows());
    out.writeNumberField("attacks", f.attacks());
    out.writeNumberField("benign", f.benign());
    out.writeNumberField("hits", f.hits());
    out.writeNumberField("false_positives", f.alarms());
    out.writeNumberField("apart", f.apart());
    out.writeNumberField("apart_flagged", f.apartFlagged());
    out.writeNumberField("failed", f.failed());
    decimal(out, "recall", f.recall());
    decimal(out, "false_positive_rate", f.falsePositiveRate());
    decimal(out, "precision", f.precision());
    decimal(out, "f1", f.f1());
    decimal(out, "auc", f.auc());
    decimal(out, "recall_at_1_percent", f.recallAtShare());
    decimal(out, "flagged_apart", f.apartShare());
  }

  private static void decimal(JsonGenerator out, String name, double value) throws IOException {
    if (!Double.isNaN(value)) {
      out.writeNumberField(name, value);
    }
  }
}
