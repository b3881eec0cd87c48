package com.modalarmor.evaluation;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores every row of labelled files and counts by file, source, kind and language. Rows are read
 * one after another and forgotten; only scores are kept. Used once, by one thread.
 */
public final class Evaluation {

  /** Receives the rows that were judged wrongly: never their text. */
  @FunctionalInterface
  public interface Mistakes {
    void row(String file, LabelledRow row, float score);
  }

  /** What was counted. Immutable; every map is in its order of display. */
  public record Result(
      Map<String, Figures> files,
      Map<String, Figures> sources,
      Map<String, Figures> kinds,
      Map<String, Figures> languages,
      Figures all) {}

  private record Scored(String file, LabelledRow row, float score) {}

  private record Item(String file, LabelledRow row) {}

  private final ScanPlan plan;
  private final Trust trust;
  private final int threads;
  private final Progress progress;
  private final Mistakes mistakes;
  private final Map<String, Tally> files = new LinkedHashMap<>();
  private final Map<String, Tally> sources = new TreeMap<>();
  private final Map<String, Tally> kinds = new TreeMap<>();
  private final Map<String, Tally> languages = new TreeMap<>();
  private final Tally all = new Tally();
  private long rows;

  public Evaluation(ScanPlan plan, Trust trust, int threads, Progress progress, Mistakes mistakes) {
    this.plan = plan;
    this.trust = trust;
    this.threads = threads;
    this.progress = progress;
    this.mistakes = mistakes;
  }

  public Result run(List<Path> paths) throws IOException {
    RowStream stream = new RowStream(paths);
    try (OrderedWork<AttackScorer, Item, Scored> work =
        new OrderedWork<>(
            threads,
            () -> new AttackScorer(plan, trust),
            (scorer, item) -> new Scored(item.file(), item.row(), scorer.score(item.row().text())),
            scored -> count(scored, stream))) {
      stream.forEach((file, row) -> work.add(new Item(file, row)));
      work.finish();
    }
    return new Result(
        figures(files), figures(sources), figures(kinds), figures(languages), all.figures());
  }

  private void count(Scored scored, RowStream stream) {
    LabelledRow row = scored.row();
    float score = scored.score();
    of(files, scored.file()).add(row.label(), score);
    of(sources, row.source()).add(row.label(), score);
    of(kinds, row.kind()).add(row.label(), score);
    of(languages, row.lang()).add(row.label(), score);
    all.add(row.label(), score);
    boolean flagged = AttackScorer.flags(score);
    if ((row.attack() && !flagged) || (row.benign() && flagged) || score < 0) {
      mistakes.row(scored.file(), row, score);
    }
    progress.at(stream.bytesRead(), stream.bytesTotal(), ++rows);
  }

  private static Tally of(Map<String, Tally> tallies, String name) {
    return tallies.computeIfAbsent(name, key -> new Tally());
  }

  private static Map<String, Figures> figures(Map<String, Tally> tallies) {
    Map<String, Figures> figures = new LinkedHashMap<>();
    tallies.forEach((name, tally) -> figures.put(name, tally.figures()));
    return figures;
  }
}
