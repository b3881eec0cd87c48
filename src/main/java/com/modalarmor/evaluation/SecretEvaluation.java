package com.modalarmor.evaluation;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.secret.SecretDetector;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures the detection of secrets: recall on cases that hold one, by source and by rule; hits on
 * cases that must stay silent; and, on texts without a label of their own or labelled benign, hits
 * a sentence. Used by one thread.
 */
public final class SecretEvaluation {

  /** Counts of one source or rule. */
  static final class Counts {
    long positives;
    long found;
    long exact;
    long spans;
    long negatives;
    long alarms;
    long uncovered;
    long texts;
    long sentences;
    long hits;
  }

  private final CaseScanner scanner;
  private final Map<String, Counts> sources = new TreeMap<>();
  private final Map<String, Counts> rules = new TreeMap<>();
  private final Map<String, Counts> clean = new TreeMap<>();

  public SecretEvaluation(ScanPlan plan) {
    scanner = new CaseScanner(plan.only(Set.of(SecretDetector.NAME)), Trust.USER, Direction.INPUT);
  }

  public void run(List<Path> files) throws IOException {
    for (Path file : files) {
      String name = RowFile.stem(file);
      CaseFile.read(file, one -> count(name, one));
    }
  }

  private void count(String file, CaseFile.Case one) {
    if (!one.fields().containsKey("rule")) {
      if (!Boolean.TRUE.equals(one.match())) {
        clean(clean.computeIfAbsent(file, key -> new Counts()), one.text());
      }
      return;
    }
    String source = one.field("src", file);
    List<Finding> found = secrets(one.text());
    Counts bySource = sources.computeIfAbsent(source, key -> new Counts());
    Counts byRule =
        rules.computeIfAbsent(source + " | " + one.field("rule", "?"), key -> new Counts());
    for (Counts counts : List.of(bySource, byRule)) {
      if (Boolean.TRUE.equals(one.match())) {
        positive(counts, one, found);
      } else {
        counts.negatives++;
        counts.alarms += found.isEmpty() ? 0 : 1;
        counts.uncovered += found.isEmpty() || one.others() ? 0 : 1;
      }
    }
  }

  /** Found = a finding that overlaps what is marked, or any where nothing is marked. */
  private static void positive(Counts counts, CaseFile.Case one, List<Finding> found) {
    counts.positives++;
    if (one.start() < 0) {
      counts.found += found.isEmpty() ? 0 : 1;
      return;
    }
    int start = one.text().offsetByCodePoints(0, one.start());
    int end = one.text().offsetByCodePoints(0, one.end());
    boolean overlaps = false;
    boolean exact = false;
    for (Finding finding : found) {
      overlaps |= finding.start() < end && finding.end() > start;
      exact |= finding.start() == start && finding.end() == end;
    }
    counts.spans++;
    counts.found += overlaps ? 1 : 0;
    counts.exact += exact ? 1 : 0;
  }

  private void clean(Counts counts, String text) {
    counts.texts++;
    counts.sentences += sentences(text);
    counts.hits += secrets(text).size();
  }

  private List<Finding> secrets(String text) {
    List<Finding> secrets = new ArrayList<>();
    for (Finding finding : scanner.find(text)) {
      if (finding.type().category() == Category.SECRET) {
        secrets.add(finding);
      }
    }
    return secrets;
  }

  /** Sentence ends and line ends, one at least. */
  static long sentences(String text) {
    long count = 0;
    boolean open = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blankNext = i + 1 >= text.length() || text.charAt(i + 1) <= ' ';
      boolean ends = c == '\n' || ((c == '.' || c == '!' || c == '?') && blankNext);
      if (ends && open) {
        count++;
        open = false;
      } else if (c > ' ' && !ends) {
        open = true;
      }
    }
    return Math.max(1, count + (open ? 1 : 0));
  }

  public String markdown() {
    StringBuilder out = new StringBuilder(16_384);
    if (!sources.isEmpty()) {
      table(out, "source", sources);
      out.append('\n');
      table(out, "source and rule", rules);
    }
    if (!clean.isEmpty()) {
      out.append("\n| clean texts | texts | sentences | hits | hits in 10,000 sentences |\n");
      out.append("|---|---:|---:|---:|---:|\n");
      clean.forEach(
          (name, counts) ->
              Report.cells(
                  out,
                  name,
                  Long.toString(counts.texts),
                  Long.toString(counts.sentences),
                  Long.toString(counts.hits),
                  Report.number(counts.hits * 10_000.0 / counts.sentences)));
    }
    return out.toString();
  }

  private static void table(StringBuilder out, String first, Map<String, Counts> lines) {
    out.append("| ").append(first);
    out.append(" | with a secret | found | recall | exact span | precision");
    out.append(" | must be silent | hit | hit without another rule's reason |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    lines.forEach(
        (name, c) ->
            Report.cells(
                out,
                name.replace(" | ", " "),
                Long.toString(c.positives),
                Long.toString(c.found),
                Report.number(share(c.found, c.positives)),
                Report.number(share(c.exact, c.spans)),
                Report.number(share(c.found, c.found + c.uncovered)),
                Long.toString(c.negatives),
                Long.toString(c.alarms),
                Long.toString(c.uncovered)));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  public byte[] json() {
    return JsonBytes.object(
        out -> {
          out.writeObjectFieldStart("sources");
          for (Map.Entry<String, Counts> line : sources.entrySet()) {
            out.writeObjectFieldStart(line.getKey());
            out.writeNumberField("positives", line.getValue().positives);
            out.writeNumberField("found", line.getValue().found);
            out.writeNumberField("exact", line.getValue().exact);
            out.writeNumberField("negatives", line.getValue().negatives);
            out.writeNumberField("alarms", line.getValue().alarms);
            out.writeNumberField("alarms_uncovered", line.getValue().uncovered);
            out.writeEndObject();
          }
          out.writeEndObject();
          out.writeObjectFieldStart("clean");
          for (Map.Entry<String, Counts> line : clean.entrySet()) {
            out.writeObjectFieldStart(line.getKey());
            out.writeNumberField("sentences", line.getValue().sentences);
            out.writeNumberField("hits", line.getValue().hits);
            out.writeEndObject();
          }
          out.writeEndObject();
        });
  }
}
