package com.modalarmor.evaluation;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.output.CommandDetector;
import com.modalarmor.detect.output.UnsafeOutputDetector;
import com.modalarmor.detect.url.ExfiltrationDetector;
import com.modalarmor.detect.url.MaliciousUrlDetector;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.text.url.WebAddress;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures what is found of dangerous links and markup, by kind of case, and whether addresses are
 * read as the URL standard says. Used by one thread.
 */
public final class UrlEvaluation {

  /** Counts of one kind. */
  private static final class Counts {
    long positives;
    long found;
    long acted;
    long negatives;
    long alarms;
    long parsed;
    long right;
  }

  private static final float ACTED = 0.5f;

  private static final Set<String> DETECTORS =
      Set.of(
          MaliciousUrlDetector.NAME,
          ExfiltrationDetector.NAME,
          UnsafeOutputDetector.NAME,
          CommandDetector.NAME);

  private final CaseScanner scanner;
  private final Map<String, Counts> kinds = new TreeMap<>();

  public UrlEvaluation(ScanPlan plan) {
    scanner = new CaseScanner(plan.only(DETECTORS), Trust.MODEL, Direction.OUTPUT);
  }

  public void run(List<Path> files) throws IOException {
    for (Path file : files) {
      CaseFile.read(file, this::count);
    }
  }

  private void count(CaseFile.Case one) {
    String kind = one.field("kind", "?");
    Counts counts = kinds.computeIfAbsent(kind, key -> new Counts());
    boolean parsing = one.fields().containsKey("href") || one.fields().containsKey("failure");
    if (one.match() == null) {
      if (parsing) {
        counts.parsed++;
        counts.right += read(one) ? 1 : 0;
      }
      return;
    }
    boolean found = false;
    boolean acted = false;
    for (Finding finding : scanner.find(one.text())) {
      Category category = finding.type().category();
      boolean unsafe = finding.type().equals(FindingType.UNSAFE_OUTPUT);
      if (category == Category.URL || unsafe) {
        found = true;
        acted |= finding.score() >= ACTED;
      }
    }
    if (one.match()) {
      counts.positives++;
      counts.found += found ? 1 : 0;
      counts.acted += acted ? 1 : 0;
    } else {
      counts.negatives++;
      counts.alarms += found ? 1 : 0;
    }
  }

  private static boolean read(CaseFile.Case one) {
    WebAddress address = WebAddress.parse(one.text());
    if (one.field("failure", "").equals("true")) {
      return address == null;
    }
    return address != null
        && address.href().equals(one.field("href", ""))
        && address.hostname().equals(one.field("hostname", ""));
  }

  public String markdown() {
    StringBuilder out = new StringBuilder(2_048);
    out.append("| kind | dangerous | found | recall | scored 0.5 or more");
    out.append(" | harmless | hit | addresses | read as the standard says |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    kinds.forEach(
        (kind, c) ->
            Report.cells(
                out,
                kind,
                Long.toString(c.positives),
                Long.toString(c.found),
                Report.number(c.positives == 0 ? Double.NaN : (double) c.found / c.positives),
                Long.toString(c.acted),
                Long.toString(c.negatives),
                Long.toString(c.alarms),
                Long.toString(c.parsed),
                Long.toString(c.right)));
    return out.toString();
  }

  public byte[] json() {
    return JsonBytes.object(
        out -> {
          for (Map.Entry<String, Counts> line : kinds.entrySet()) {
            out.writeObjectFieldStart(line.getKey());
            out.writeNumberField("positives", line.getValue().positives);
            out.writeNumberField("found", line.getValue().found);
            out.writeNumberField("negatives", line.getValue().negatives);
            out.writeNumberField("alarms", line.getValue().alarms);
            out.writeNumberField("parsed", line.getValue().parsed);
            out.writeNumberField("right", line.getValue().right);
            out.writeEndObject();
          }
        });
  }
}
