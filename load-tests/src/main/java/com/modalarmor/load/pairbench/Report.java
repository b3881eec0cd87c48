package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the figures as JSON for machines and as a Markdown table for people.
 *
 * <p>Used by the bench thread.
 */
record Report(JsonObject facts, List<Sample> samples, List<Summary> summaries, List<Bar> bars) {

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("pair-bench.json"), json().encodePrettily() + "\n");
    Files.writeString(folder.resolve("pair-bench.md"), markdown());
  }

  JsonObject json() {
    JsonArray rounds = new JsonArray();
    for (Sample sample : samples) {
      rounds.add(json(sample));
    }
    JsonArray medians = new JsonArray();
    for (Summary summary : summaries) {
      medians.add(json(summary));
    }
    JsonArray limits = new JsonArray();
    for (Bar bar : bars) {
      limits.add(
          new JsonObject()
              .put("name", bar.name())
              .put("measured", rounded(bar.measured()))
              .put("limit", bar.limit())
              .put("kept", bar.kept()));
    }
    return facts.copy().put("medians", medians).put("bars", limits).put("rounds", rounds);
  }

  private static JsonObject json(Sample sample) {
    JsonObject statuses = new JsonObject();
    for (Map.Entry<Integer, Long> entry : sample.statuses().entrySet()) {
      statuses.put(entry.getKey().toString(), entry.getValue());
    }
    return new JsonObject()
        .put("phase", sample.phase().key())
        .put("round", sample.round())
        .put("target", sample.target())
        .put("seconds", rounded(sample.seconds()))
        .put("ok", sample.ok())
        .put("errors", sample.errors())
        .put("statuses", statuses)
        .put("requests_per_s", rounded(sample.requestsPerS()))
        .put("p50_ms", rounded(sample.p50Ms()))
        .put("p99_ms", rounded(sample.p99Ms()))
        .put("cpu_us_per_request", rounded(sample.cpuMicros()))
        .put("target_core", rounded(sample.targetCore()))
        .put("jit_core", rounded(sample.jitCore()))
        .put("load_core", rounded(sample.loadCore()))
        .put("others_core", rounded(sample.othersCore()))
        .put("rss_bytes", sample.rssBytes());
  }

  private static JsonObject json(Summary summary) {
    return new JsonObject()
        .put("phase", summary.phase().key())
        .put("target", summary.target())
        .put("rounds", summary.rounds())
        .put("requests_per_s", rounded(summary.requestsPerS()))
        .put("p50_ms", rounded(summary.p50Ms()))
        .put("p99_ms", rounded(summary.p99Ms()))
        .put("cpu_us_per_request", rounded(summary.cpuMicros()))
        .put("target_core", rounded(summary.targetCore()))
        .put("load_core", rounded(summary.loadCore()))
        .put("errors", summary.errors())
        .put("rss_bytes_max", summary.rssBytesMax())
        .put("cpu_ratio", rounded(summary.cpuRatio()))
        .put("p99_ratio", rounded(summary.p99Ratio()))
        .put("requests_ratio", rounded(summary.requestsRatio()));
  }

  /** Three digits are more than the measurement holds; JSON knows no NaN. */
  private static Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
  }

  String markdown() {
    StringBuilder out = new StringBuilder(2048);
    for (Phase phase : Phase.values()) {
      out.append("### ").append(title(phase)).append("\n\n");
      out.append("| target | CPU µs/request | CPU ratio | req/s | p50 ms | p99 ms | p99 ratio |");
      out.append(" core used | errors | RSS MB |\n|---|---|---|---|---|---|---|---|---|---|\n");
      for (Summary summary : summaries) {
        if (summary.phase() == phase) {
          out.append(row(summary));
        }
      }
      out.append('\n');
    }
    if (!bars.isEmpty()) {
      out.append("### Bars\n\n| bar | measured | limit | |\n|---|---|---|---|\n");
      for (Bar bar : bars) {
        out.append(
            format(
                "| %s | %.2f | %.2f | %s |\n",
                bar.name(), bar.measured(), bar.limit(), bar.kept() ? "kept" : "**missed**"));
      }
      out.append('\n');
    }
    return out.append(footnote()).toString();
  }

  private String title(Phase phase) {
    JsonObject plan = facts.getJsonObject("plan");
    return phase == Phase.CLOSED
        ? format(
            "Closed loop, %d connections × %d streams",
            plan.getInteger("closed_connections"), plan.getInteger("closed_streams"))
        : format(
            "Fixed rate, %d req/s offered%s",
            plan.getInteger("rate_per_s"),
            plan.getBoolean("rate_spread") ? ", clients by turns" : "");
  }

  private static String row(Summary summary) {
    return format(
        "| %s | %.1f | %.2f | %.0f | %.2f | %.2f | %.2f | %.0f %% | %d | %.0f |\n",
        summary.target(),
        summary.cpuMicros(),
        summary.cpuRatio(),
        summary.requestsPerS(),
        summary.p50Ms(),
        summary.p99Ms(),
        summary.p99Ratio(),
        summary.targetCore() * 100,
        summary.errors(),
        summary.rssBytesMax() / 1024.0 / 1024.0);
  }

  private String footnote() {
    JsonObject machine = facts.getJsonObject("machine");
    return format(
        "Medians of %d rounds; ratios are medians of each round's ratio to the bare proxy. "
            + "RSS is the highest seen. %s, %d cores, %s, JVM %s, load average %s at the start. "
            + "JVM flags: %s. The way to the stand-in: %s.\n",
        facts.getJsonObject("plan").getInteger("rounds"),
        machine.getString("cpu_model"),
        machine.getInteger("cpus"),
        machine.getString("os"),
        machine.getString("java"),
        machine.getString("load_average"),
        facts.getString("jvm_flags"),
        facts.getString("upstream"));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
