package com.modalarmor.evaluation;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Hides attacks at random places of long benign texts and looks whether they are found: nothing may
 * be cut off. Attacks and benign rows are taken from the same files; only attacks that are found
 * when they stand alone, and texts that are not flagged without them, tell anything. Used by one
 * thread.
 */
public final class Placements {

  private static final int ROWS_KEPT_MAX = 20_000;
  private static final int TENTHS = 10;

  /**
   * What was found. Immutable.
   *
   * @param placed attacks that were hidden
   * @param found those that were found
   * @param alarms of the same benign texts without an attack
   * @param placedByTenth by where in the text they stood
   * @param foundByTenth likewise
   * @param apart those placed as paragraphs of their own, not amid a sentence
   * @param apartFound likewise
   */
  public record Result(
      int placed,
      int found,
      int alarms,
      int bytes,
      int[] placedByTenth,
      int[] foundByTenth,
      int apart,
      int apartFound) {

    public double share() {
      return placed == 0 ? Double.NaN : (double) found / placed;
    }

    public String markdown() {
      StringBuilder out = new StringBuilder(512);
      Statistics.Interval interval = Statistics.wilson(found, placed);
      out.append("| attacks placed | bytes of benign text | found | share | 95 %");
      out.append(
          " | the same texts without an attack, flagged |\n|---:|---:|---:|---:|---|---:|\n");
      Report.cells(
          out,
          Integer.toString(placed),
          Integer.toString(bytes),
          Integer.toString(found),
          Report.number(share()),
          String.format(Locale.ROOT, "%.3f–%.3f", interval.low(), interval.high()),
          Integer.toString(alarms));
      out.append("\n| place in the text | placed | found |\n|---|---:|---:|\n");
      for (int i = 0; i < TENTHS; i++) {
        line(out, i * 10 + "–" + (i + 1) * 10 + " %", placedByTenth[i], foundByTenth[i]);
      }
      line(out, "as a paragraph", apart, apartFound);
      line(out, "amid a sentence", placed - apart, found - apartFound);
      return out.toString();
    }

    private static void line(StringBuilder out, String name, int of, int hits) {
      Report.cells(out, name, Integer.toString(of), Integer.toString(hits));
    }

    public byte[] json() {
      return JsonBytes.object(
          out -> {
            out.writeNumberField("placed", placed);
            out.writeNumberField("found", found);
            out.writeNumberField("placed_as_paragraph", apart);
            out.writeNumberField("found_as_paragraph", apartFound);
            out.writeNumberField("bytes", bytes);
            out.writeNumberField("false_positives", alarms);
          });
    }
  }

  private record Outcome(int tenth, boolean apart, boolean found, boolean alarm) {}

  private final ScanPlan plan;
  private final Trust trust;
  private final int threads;
  private final Progress progress;
  private List<String> attacks = List.of();
  private List<String> benign = List.of();

  public Placements(ScanPlan plan, Trust trust, int threads, Progress progress) {
    this.plan = plan;
    this.trust = trust;
    this.threads = threads;
    this.progress = progress;
  }

  /** {@code count} texts of about {@code bytes} bytes, one attack in each. */
  public Result run(List<Path> files, int count, int bytes, long seed) throws IOException {
    load(files, seed);
    int[] placed = new int[TENTHS];
    int[] found = new int[TENTHS];
    int[] totals = new int[5];
    try (OrderedWork<AttackScorer, Integer, Outcome> work =
        new OrderedWork<>(
            threads,
            () -> new AttackScorer(plan, trust),
            (scorer, number) ->
                place(scorer, new SplittableRandom(seed * 1_000_003 + number), bytes),
            outcome -> {
              placed[outcome.tenth()]++;
              found[outcome.tenth()] += outcome.found() ? 1 : 0;
              totals[0]++;
              totals[1] += outcome.found() ? 1 : 0;
              totals[2] += outcome.alarm() ? 1 : 0;
              totals[3] += outcome.apart() ? 1 : 0;
              totals[4] += outcome.apart() && outcome.found() ? 1 : 0;
              progress.at(totals[0], count, totals[0]);
            })) {
      for (int i = 0; i < count; i++) {
        work.add(i);
      }
      work.finish();
    }
    return new Result(totals[0], totals[1], totals[2], bytes, placed, found, totals[3], totals[4]);
  }

  private void load(List<Path> files, long seed) throws IOException {
    Sample.Reservoir<String> drawnAttacks = new Sample.Reservoir<>(ROWS_KEPT_MAX, seed);
    Sample.Reservoir<String> drawnBenign = new Sample.Reservoir<>(ROWS_KEPT_MAX, seed + 1);
    // What is missed or flagged by itself says nothing about its place.
    AttackScorer scorer = new AttackScorer(plan, trust);
    new RowStream(files)
        .forEach(
            (file, row) -> {
              boolean flagged = AttackScorer.flags(scorer.score(row.text()));
              if (row.attack() && flagged) {
                drawnAttacks.offer(row.text());
              } else if (row.benign() && !flagged) {
                drawnBenign.offer(row.text());
              }
            });
    attacks = drawnAttacks.kept;
    benign = drawnBenign.kept;
    if (attacks.isEmpty() || benign.isEmpty()) {
      throw new IllegalArgumentException(
          "placements need an attack that is found alone and a benign row that is not flagged");
    }
  }

  private Outcome place(AttackScorer scorer, SplittableRandom random, int bytes) {
    List<String> paragraphs = new ArrayList<>();
    int length = 0;
    while (length < bytes) {
      String paragraph = benign.get(random.nextInt(benign.size()));
      paragraphs.add(paragraph);
      length += paragraph.getBytes(StandardCharsets.UTF_8).length + 2;
    }
    String text = String.join("\n\n", paragraphs);
    boolean alarm = AttackScorer.flags(scorer.score(text));
    int at = place(text, random);
    String attack = attacks.get(random.nextInt(attacks.size()));
    // A sentence in the middle of others, or a paragraph of its own.
    boolean apart = random.nextBoolean();
    String gap = apart ? "\n\n" : " ";
    String hidden = text.substring(0, at) + gap + attack + gap + text.substring(at);
    boolean found = AttackScorer.flags(scorer.score(hidden));
    return new Outcome((int) (at * (long) TENTHS / (text.length() + 1)), apart, found, alarm);
  }

  /** Any place, moved on to the end of the word that it would cut. */
  private static int place(String text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
