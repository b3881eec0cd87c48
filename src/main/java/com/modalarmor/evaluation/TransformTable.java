package com.modalarmor.evaluation;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.evaluation.obfuscate.Obfuscation;
import com.modalarmor.evaluation.obfuscate.Obfuscations;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What each disguise costs: the same attacks and the same benign texts, plain and disguised, at the
 * same threshold. Used by one thread.
 */
public final class TransformTable {

  /** Counts of one disguise over the same rows as the plain ones. Immutable. */
  public record Line(
      String name, long attacks, long plainHits, long hits, long benign, long plain, long alarms) {

    public double recall() {
      return share(hits, attacks);
    }

    public double recallLost() {
      return share(plainHits - hits, attacks);
    }

    public double alarmsGained() {
      return share(alarms - plain, benign);
    }

    static double share(long part, long whole) {
      return whole == 0 ? Double.NaN : (double) part / whole;
    }
  }

  /** The whole table. Immutable. */
  public record Result(List<Line> lines) {

    public String markdown() {
      StringBuilder out = new StringBuilder(4_096);
      out.append("| transform | attacks | recall plain | disguised | difference in points");
      out.append(" | benign | false positives plain | disguised | difference in points |\n");
      out.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
      for (Line line : lines) {
        Report.cells(
            out,
            line.name(),
            Long.toString(line.attacks()),
            Report.number(Line.share(line.plainHits(), line.attacks())),
            Report.number(line.recall()),
            points(-line.recallLost()),
            Long.toString(line.benign()),
            Report.percent(Line.share(line.plain(), line.benign())),
            Report.percent(Line.share(line.alarms(), line.benign())),
            points(line.alarmsGained()));
      }
      return out.toString();
    }

    private static String points(double share) {
      return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%+.2f", share * 100 + 0.0);
    }

    public byte[] json() {
      return JsonBytes.object(
          out -> {
            out.writeObjectFieldStart("transforms");
            for (Line line : lines) {
              out.writeObjectFieldStart(line.name());
              out.writeNumberField("attacks", line.attacks());
              out.writeNumberField("hits_plain", line.plainHits());
              out.writeNumberField("hits", line.hits());
              out.writeNumberField("benign", line.benign());
              out.writeNumberField("false_positives_plain", line.plain());
              out.writeNumberField("false_positives", line.alarms());
              out.writeEndObject();
            }
            out.writeEndObject();
          });
    }
  }

  /** {@code carried}: the disguises that the text survives; only those are counted. */
  private record Flags(LabelledRow row, boolean plain, boolean[] disguised, boolean[] carried) {}

  private final ScanPlan plan;
  private final Trust trust;
  private final int threads;
  private final Progress progress;
  private final List<Obfuscation> disguises = Obfuscations.all();
  private final Counts attacks = new Counts(disguises.size());
  private final Counts benign = new Counts(disguises.size());
  private long rows;

  public TransformTable(ScanPlan plan, Trust trust, int threads, Progress progress) {
    this.plan = plan;
    this.trust = trust;
    this.threads = threads;
    this.progress = progress;
  }

  /** {@code sample} rows of each label at most, drawn with {@code seed}; 0 = all. */
  public Result run(List<Path> files, int sample, long seed) throws IOException {
    RowStream stream = new RowStream(files);
    List<LabelledRow> drawn = sample == 0 ? null : Sample.draw(stream, sample, seed);
    try (OrderedWork<AttackScorer, LabelledRow, Flags> work =
        new OrderedWork<>(
            threads,
            () -> new AttackScorer(plan, trust),
            (scorer, row) -> flags(scorer, row, seed),
            flags -> {
              count(flags);
              long done = drawn == null ? stream.bytesRead() : rows;
              progress.at(done, drawn == null ? stream.bytesTotal() : drawn.size(), rows);
            })) {
      if (drawn == null) {
        stream.forEach((file, row) -> work.add(row));
      } else {
        drawn.forEach(work::add);
      }
      work.finish();
    }
    List<Line> lines = new ArrayList<>(disguises.size());
    for (int i = 0; i < disguises.size(); i++) {
      String name = disguises.get(i).name();
      lines.add(
          new Line(
              name,
              attacks.rows[i],
              attacks.plain[i],
              attacks.disguised[i],
              benign.rows[i],
              benign.plain[i],
              benign.disguised[i]));
    }
    return new Result(lines);
  }

  /** The text decides its disguise, not its neighbours. */
  private Flags flags(AttackScorer scorer, LabelledRow row, long seed) {
    String text = row.text();
    boolean[] disguised = new boolean[disguises.size()];
    boolean[] carried = new boolean[disguises.size()];
    for (int i = 0; i < disguised.length; i++) {
      SplittableRandom random = new SplittableRandom(seed * 31 + text.hashCode() * 1_009L + i);
      carried[i] = disguises.get(i).carries(text);
      disguised[i] =
          carried[i] && AttackScorer.flags(scorer.score(disguises.get(i).apply(text, random)));
    }
    return new Flags(row, AttackScorer.flags(scorer.score(text)), disguised, carried);
  }

  private void count(Flags flags) {
    rows++;
    if (flags.row().attack()) {
      attacks.add(flags);
    } else if (flags.row().benign()) {
      benign.add(flags);
    }
  }

  /** Rows of one label that each disguise carries, and those flagged. Single-threaded. */
  private static final class Counts {

    final long[] rows;
    final long[] plain;
    final long[] disguised;

    Counts(int disguises) {
      rows = new long[disguises];
      plain = new long[disguises];
      disguised = new long[disguises];
    }

    void add(Flags flags) {
      for (int i = 0; i < rows.length; i++) {
        if (flags.carried()[i]) {
          rows[i]++;
          plain[i] += flags.plain() ? 1 : 0;
          disguised[i] += flags.disguised()[i] ? 1 : 0;
        }
      }
    }
  }
}
