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
    Map<Integer, List<Finding>> byRun = new HashMap<>();
    for (Finding finding : redactions) {
      byRun.computeIfAbsent(finding.part(), k -> new ArrayList<>()).add(finding);
    }
    JsonSplice[] splices = new JsonSplice[document.bodies().size()];
    byRun.forEach(
        (index, findings) ->
            mask(
                document.parts(),
                runs.get(index),
                MaskRange.of(runs.get(index).text(), findings),
                masking,
                splices));
    List<byte[]> bodies = new ArrayList<>(splices.length);
    for (int i = 0; i < splices.length; i++) {
      byte[] body = document.bodies().get(i);
      bodies.add(splices[i] == null ? body : splices[i].apply(body));
    }
    return bodies;
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
      String masked = maskPart(run.text(), part.text(), from, ranges, next, masking);
      if (splices[part.body()] == null) {
        splices[part.body()] = new JsonSplice();
      }
      splices[part.body()].replace(part.start(), part.end(), encode(part, masked));
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
