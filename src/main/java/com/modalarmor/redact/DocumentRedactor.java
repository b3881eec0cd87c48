package com.modalarmor.redact;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.TextRun;
import com.modalarmor.json.JsonSplice;
import com.modalarmor.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Masks findings in the documents that hold the texts, and keeps every other byte as it came.
 * Stateless.
 *
 * <p>A finding may span several parts of a run (a number split over two events of a stream): the
 * first part then gets the placeholder, the others lose their piece.
 */
public final class DocumentRedactor {

  private DocumentRedactor() {}

  /** The rewritten bodies; {@code runs} are the texts that the findings' parts refer to. */
  public static List<byte[]> apply(
      Document document, List<TextRun> runs, List<Finding> redactions, Masking masking) {
    return apply(document, runs, redactions, masking, part -> false);
  }

  /**
   * The same where some texts are JSON themselves and stay so.
   *
   * @param json says which
   */
  public static List<byte[]> apply(
      Document document,
      List<TextRun> runs,
      List<Finding> redactions,
      Masking masking,
      Predicate<Part> json) {
    Map<Integer, List<Finding>> byRun = new HashMap<>();
    for (Finding finding : redactions) {
      byRun.computeIfAbsent(finding.part(), k -> new ArrayList<>()).add(finding);
    }
    JsonSplice[] splices = new JsonSplice[document.bodies().size()];
    byRun.forEach(
        (index, findings) -> {
          TextRun run = runs.get(index);
          if (json.test(document.parts().get(run.parts()[0]))) {
            put(document.parts(), run, new JsonMask().mask(run.text(), findings, masking), splices);
          } else {
            List<MaskRange> ranges = MaskRange.of(run.text(), findings);
            mask(document.parts(), run, ranges, masking, splices);
          }
        });
    List<byte[]> bodies = new ArrayList<>(splices.length);
    for (int i = 0; i < splices.length; i++) {
      byte[] body = document.bodies().get(i);
      bodies.add(splices[i] == null ? body : splices[i].apply(body));
    }
    return bodies;
  }

  /** The whole text in the place of its first part; the others are emptied. */
  private static void put(List<Part> parts, TextRun run, String masked, JsonSplice[] splices) {
    for (int i = 0; i < run.parts().length; i++) {
      splice(parts.get(run.parts()[i]), i == 0 ? masked : "", splices);
    }
  }

  private static void splice(Part part, String text, JsonSplice[] splices) {
    if (splices[part.body()] == null) {
      splices[part.body()] = new JsonSplice();
    }
    splices[part.body()].replace(part.start(), part.end(), encode(part, text));
  }

  private static void mask(
      List<Part> parts,
      TextRun run,
      List<MaskRange> ranges,
      Masking masking,
      JsonSplice[] splices) {
    int next = 0;
    for (int i = 0; i < run.parts().length; i++) {
      Part part = parts.get(run.parts()[i]);
      int from = run.starts()[i];
      int to = from + part.text().length();
      while (next < ranges.size() && ranges.get(next).end() <= from) {
        next++;
      }
      if (next == ranges.size()) {
        return;
      }
      if (ranges.get(next).start() >= to) {
        continue;
      }
      splice(part, maskPart(run.text(), part.text(), from, ranges, next, masking), splices);
    }
  }

  /**
   * The text of the part that begins at {@code from} of its run, masked from range {@code next} on.
   */
  private static String maskPart(
      String whole, String text, int from, List<MaskRange> ranges, int next, Masking masking) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int done = 0;
    for (int r = next; r < ranges.size(); r++) {
      MaskRange range = ranges.get(r);
      int start = range.start() - from;
      if (start >= text.length()) {
        break;
      }
      if (start >= 0) {
        out.append(text, done, start)
            .append(masking.of(range.finding(), whole.substring(range.start(), range.end())));
      }
      done = Math.min(text.length(), range.end() - from);
    }
    return out.append(text, done, text.length()).toString();
  }

  private static String encode(Part part, String text) {
    return part.base64()
        ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }
}
