package com.modalarmor.evaluation.pii;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanner;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.evaluation.Progress;
import com.modalarmor.evaluation.RowFault;
import com.modalarmor.evaluation.RowFile;
import com.modalarmor.evaluation.pii.PiiRow.Kind;
import com.modalarmor.evaluation.pii.PiiRow.Span;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.LineReader;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads labelled rows of personal data, tells each file's shape by its fields and counts how well
 * the detectors of a plan do. Used once, by one thread.
 */
public final class PiiEvaluation {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

  /** Receives the rows that were judged wrongly: never their text. */
  @FunctionalInterface
  public interface Mistakes {
    void row(String file, String id, String what);
  }

  /** Counts of one file: of the whole and of each entity. */
  static final class FileCount {
    final String name;
    final PiiCount all = new PiiCount();

    /** Word by word, whatever the type; rows by overlap alone. */
    final PiiCount words = new PiiCount();

    final Map<String, PiiCount> entities = new TreeMap<>();
    Kind kind = Kind.OTHER;
    long other;

    FileCount(String name) {
      this.name = name;
    }

    PiiCount of(String entity) {
      return entities.computeIfAbsent(entity, key -> new PiiCount());
    }
  }

  private final ScanPlan plan;
  private final float scoreMin;
  private final Progress progress;
  private final Mistakes mistakes;
  private final Scanner scanner = new Scanner();
  private long rows;
  private long bytesTotal;

  /**
   * @param plan reports all personal data, at any score
   * @param scoreMin of findings that count in texts with labels of a general kind
   */
  public PiiEvaluation(ScanPlan plan, float scoreMin, Progress progress, Mistakes mistakes) {
    this.plan = plan;
    this.scoreMin = scoreMin;
    this.progress = progress;
    this.mistakes = mistakes;
  }

  /** The tables, as Markdown. */
  public String run(List<Path> paths) throws IOException {
    List<FileCount> counts = new ArrayList<>();
    for (Path path : paths) {
      bytesTotal += Files.size(path);
    }
    long before = 0;
    for (Path path : paths) {
      counts.add(read(path, before));
      before += Files.size(path);
    }
    return PiiReport.markdown(counts, scoreMin);
  }

  private FileCount read(Path path, long bytesBefore) throws IOException {
    FileCount count = new FileCount(RowFile.stem(path));
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      LineReader lines =
          new LineReader(
              new BufferedInputStream(
                  packed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw, BUFFER_BYTES));
      byte[] json;
      long line = 0;
      while ((json = lines.next()) != null) {
        line++;
        if (!LineReader.isBlank(json)) {
          count(row(json, count.name, line), count);
          progress.at(bytesBefore, bytesTotal, ++rows);
        }
      }
    }
    return count;
  }

  private static PiiRow row(byte[] json, String file, long line) {
    PiiRowFields fields = new PiiRowFields(json);
    try {
      READER.read(json, fields);
      return fields.row(file, line);
    } catch (JsonFault e) {
      throw new RowFault(file, line, "cannot be read: " + e.getMessage());
    } catch (IndexOutOfBoundsException e) {
      throw new RowFault(file, line, "cannot be read: a place is outside its text");
    }
  }

  private void count(PiiRow row, FileCount file) {
    if (row.kind() != Kind.OTHER) {
      file.kind = row.kind();
    }
    switch (row.kind()) {
      case CHECK -> check(row, file);
      case EXACT, SCORED -> exact(row, file);
      case TYPES -> types(row, file);
      case OVERLAP -> PiiOverlap.count(row, findings(row.text()), scoreMin, file);
      case OTHER -> file.other++;
    }
  }

  private void check(PiiRow row, FileCount file) {
    Boolean said = PiiPack.packaged().check(row.entity(), row.text());
    said = row.strict() && said == null ? Boolean.FALSE : said;
    judge(row, file, row.entity(), Objects.equals(said, row.proven()), "said " + said);
  }

  private void exact(PiiRow row, FileCount file) {
    boolean scored = row.kind() == Kind.SCORED;
    Set<String> labelled = new HashSet<>();
    row.spans()
        .forEach(span -> labelled.add(place(span.start(), span.end(), span.score(), scored)));
    Set<String> found = new HashSet<>();
    for (Finding finding : findings(row.text())) {
      if (finding.type().name().equals(row.entity()) && !decoded(finding)) {
        int score = Math.round(finding.score() * 100);
        found.add(place(finding.start(), finding.end(), score, scored));
      }
    }
    compare(labelled, found, file.of(row.entity()));
    compare(labelled, found, file.all);
    judge(row, file, row.entity(), labelled.equals(found), "found " + found);
  }

  private static String place(int start, int end, int score, boolean scored) {
    return start + "-" + end + (scored ? "@" + score : "");
  }

  private static void compare(Set<String> labelled, Set<String> found, PiiCount count) {
    Set<String> both = new HashSet<>(labelled);
    both.retainAll(found);
    count.found += both.size();
    count.extra += found.size() - both.size();
    count.missed += labelled.size() - both.size();
  }

  private void types(PiiRow row, FileCount file) {
    List<Finding> findings = findings(row.text());
    Set<String> found = new HashSet<>();
    for (Finding finding : findings) {
      if (row.encoded() || !decoded(finding)) {
        found.add(finding.type().name());
      }
    }
    Set<String> wrong = new HashSet<>();
    for (String type : row.expected()) {
      part(file.of(type), found.contains(type), true);
      if (!found.contains(type)) {
        wrong.add("-" + type);
      }
    }
    for (String type : row.absent()) {
      part(file.of(type), found.contains(type), false);
      if (found.contains(type)) {
        wrong.add("+" + type);
      }
    }
    for (Span span : row.spans()) {
      boolean hit = findings.stream().anyMatch(finding -> PiiOverlap.covers(finding, span));
      part(file.of(span.type()), hit, true);
      if (!hit) {
        wrong.add("-" + span.type());
      }
    }
    file.all.row(wrong.isEmpty());
    if (!wrong.isEmpty()) {
      mistakes.row(row.file(), row.id(), wrong.toString());
    }
  }

  private static void part(PiiCount count, boolean found, boolean wanted) {
    count.row(found == wanted);
    count.found += found && wanted ? 1 : 0;
    count.extra += found && !wanted ? 1 : 0;
    count.missed += !found && wanted ? 1 : 0;
  }

  private void judge(PiiRow row, FileCount file, String entity, boolean right, String what) {
    file.of(entity).row(right);
    file.all.row(right);
    if (!right) {
      mistakes.row(row.file(), row.id(), entity + " " + what);
    }
  }

  private static boolean decoded(Finding finding) {
    return finding.detector().startsWith("pii:decoded:");
  }

  private List<Finding> findings(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    Part part = new Part(Trust.USER, text, 0, 0, 0, -1, false);
    Document document =
        new Document(List.of(), List.of(part), List.of(), Usage.UNKNOWN, List.of(), false);
    ScanResult result = scanner.scan(document, plan, Direction.INPUT);
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (finding.type().category() == Category.PII) {
        findings.add(finding);
      }
    }
    return findings;
  }
}
