package com.modalarmor.dialect.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.chat.TextRun;
import com.modalarmor.detect.AttackScore;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanned;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.redact.Masking;
import com.modalarmor.redact.Redactor;
import com.modalarmor.text.CodePoints;
import com.modalarmor.text.Transform;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Decision;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes the answer of an inspection: decision, findings with code-point offsets, coverage.
 * Stateless.
 *
 * <p>{@code score} is the highest score of an attack, {@code attack} whether it reaches the shipped
 * threshold.
 */
public final class InspectAnswer {

  /** The shipped threshold; findings below it are hints. */
  public static final float ATTACK_THRESHOLD = AttackScore.THRESHOLD;

  private InspectAnswer() {}

  /** Writes the fields of text {@code index}; the caller has opened the object. */
  public static void write(
      JsonGenerator out,
      Scanned scanned,
      int index,
      Verdict verdict,
      Masking masking,
      Predicate<Finding> reported)
      throws IOException {
    ScanResult scan = scanned.result();
    TextRun run = scan.runs().get(index);
    float score = AttackScore.of(scan, index);
    out.writeStringField("id", scanned.document().ids().get(index));
    out.writeStringField("decision", verdict.decision().wireName());
    out.writeBooleanField("attack", score >= ATTACK_THRESHOLD);
    out.writeNumberField("score", rounded(score));
    out.writeArrayFieldStart("findings");
    for (Finding finding : scan.findings()) {
      if (finding.part() == index && reported.test(finding)) {
        write(out, finding, run.text());
      }
    }
    out.writeEndArray();
    out.writeStringField("redacted_text", redacted(scan, index, verdict, masking));
    JsonBytes.strings(out, "transforms", Transform.names(scan.transforms()[index]));
    write(out, scan.coverage());
    out.writeNumberField("elapsed_us", scan.elapsedNanos()[index] / 1_000);
  }

  /** A blocked text is shown without its personal data and secrets, too. */
  private static String redacted(ScanResult scan, int index, Verdict verdict, Masking masking) {
    String text = scan.runs().get(index).text();
    if (verdict.decision() == Decision.REDACT) {
      return Redactor.replace(text, verdict.redactions(), masking);
    }
    if (verdict.decision() == Decision.ALLOW) {
      return text;
    }
    List<Finding> sensitive = new ArrayList<>();
    for (Finding finding : scan.findings()) {
      Category category = finding.type().category();
      if (finding.part() == index
          && finding.score() >= 0.5f
          && (category == Category.PII || category == Category.SECRET)) {
        sensitive.add(finding);
      }
    }
    return Redactor.replace(text, sensitive);
  }

  private static void write(JsonGenerator out, Finding finding, String text) throws IOException {
    int start = CodePoints.offset(text, finding.start());
    out.writeStartObject();
    out.writeStringField("type", finding.type().name());
    out.writeStringField("detector", finding.detector());
    out.writeNumberField("score", rounded(finding.score()));
    out.writeStringField("severity", finding.severity().wireName());
    out.writeNumberField("start", start);
    out.writeNumberField("end", start + text.codePointCount(finding.start(), finding.end()));
    JsonBytes.strings(out, "owasp", finding.type().owasp());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Coverage coverage) throws IOException {
    out.writeObjectFieldStart("coverage");
    JsonBytes.strings(out, "ran", coverage.ran());
    JsonBytes.strings(out, "skipped", coverage.skipped());
    JsonBytes.strings(out, "failed", coverage.failed());
    out.writeEndObject();
  }

  private static double rounded(float score) {
    return Math.round(score * 10_000d) / 10_000d;
  }
}
