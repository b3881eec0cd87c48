package com.modalarmor.evaluation;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Scanner;
import com.modalarmor.detect.Subject;
import com.modalarmor.names.Holdout;
import com.modalarmor.names.NameFigures;
import com.modalarmor.names.NameRow;
import com.modalarmor.names.NameRows;
import com.modalarmor.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures a detector of names on labelled texts: exact by kind and by source, and by overlap. Of a
 * file that the model was trained on only the held-out part counts. Single-threaded.
 */
public final class NamesEvaluation {

  private static final Set<String> KINDS =
      Set.of("PERSON", "LOCATION", "ORGANIZATION", "NRP", "AGE", "TITLE");

  private final Detector detector;
  private final String card;
  private final Subject subject = new Subject();
  private final FindingSink sink = new FindingSink(Scanner.FINDINGS_MAX);

  /**
   * @param card of the model: it tells which files were learned from
   */
  public NamesEvaluation(Detector detector, String card) {
    this.detector = detector;
    this.card = card;
  }

  /** Markdown: a table or two for each file. */
  public String run(List<Path> files, Progress progress) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      progress.at(i, files.size(), i);
      measure(NameRows.read(files.get(i)), out);
    }
    return out.toString();
  }

  private void measure(NameRows file, StringBuilder out) {
    boolean learned = card.contains(file.sha256());
    List<Holdout.Part> parts = learned ? Holdout.deal(file.rows()) : List.of();
    NameFigures exact = new NameFigures();
    NameFigures overlap = new NameFigures();
    int measured = 0;
    for (int i = 0; i < file.rows().size(); i++) {
      if (learned && parts.get(i) != Holdout.Part.MEASURED) {
        continue;
      }
      measured++;
      NameRow row = file.rows().get(i);
      List<NameRow.Span> gold = gold(row);
      Set<String> kinds = learned ? labelled(file) : KINDS;
      List<NameRow.Span> found = found(row.text(), kinds);
      exact.exact(gold, found, row.source());
      overlap.overlap(gold, found);
    }
    String rows =
        measured + " of " + file.rows().size() + " rows" + (learned ? ", the held-out part" : "");
    table("## " + file.name() + ", exact (" + rows + ")", exact, out);
    table("## " + file.name() + ", overlap (" + rows + ")", overlap, out);
  }

  /** The kinds that the file's own labels know; what it does not label cannot be judged by it. */
  private static Set<String> labelled(NameRows file) {
    Set<String> kinds = new TreeSet<>();
    file.rows().forEach(row -> row.spans().forEach(span -> kinds.add(span.type())));
    return kinds;
  }

  private static List<NameRow.Span> gold(NameRow row) {
    List<NameRow.Span> gold = new ArrayList<>();
    for (NameRow.Span span : row.spans()) {
      String kind =
          switch (span.type()) {
            case "GPE", "STREET_ADDRESS", "ADDRESS", "ZIP_CODE" -> "LOCATION";
            default -> span.type();
          };
      if (KINDS.contains(kind)) {
        gold.add(new NameRow.Span(span.start(), span.end(), kind));
      }
    }
    return gold;
  }

  private List<NameRow.Span> found(String text, Set<String> kinds) {
    sink.clear();
    subject.read(text, Trust.USER, false);
    detector.detect(subject, sink);
    List<NameRow.Span> found = new ArrayList<>();
    for (Finding finding : sink.toList()) {
      String kind = finding.type().name();
      if (kinds.contains(kind)) {
        found.add(new NameRow.Span(finding.start(), finding.end(), kind));
      }
    }
    return found;
  }

  private static void table(String title, NameFigures figures, StringBuilder out) {
    out.append(title).append("\n\n");
    out.append("| names | there | found | precision | recall | F1 | F2 |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (NameFigures.Line line : figures.lines()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %.3f | %.3f | %.3f | %.3f |%n",
              line.name(),
              line.gold(),
              line.found(),
              line.precision(),
              line.recall(),
              line.f(1),
              line.f(2)));
    }
    out.append('\n');
  }
}
