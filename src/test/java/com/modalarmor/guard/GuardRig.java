package com.modalarmor.guard;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Part;
import com.modalarmor.classify.QuietModel;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.Scanned;
import com.modalarmor.detect.Scanner;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.detect.StreamScanner;
import com.modalarmor.detect.Told;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.policy.PolicySpec;
import com.modalarmor.redact.DocumentRedactor;
import com.modalarmor.redact.Masking;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.upstream.gemini.GeminiDecoder;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** A guard without a gateway around it, and the inspection of the whole that it must equal. */
final class GuardRig {

  static final Detectors DETECTORS =
      Detectors.of(
          SignaturePack.load(SignaturePack.packaged()),
          KnownAttacks.of(List.of()),
          QuietModel.model());
  static final GeminiDecoder FORM = GeminiDecoder.ofReplies(JsonLimits.DEFAULT);

  private static final ThreadLocal<StreamScanner> SCANNER =
      ThreadLocal.withInitial(StreamScanner::new);
  private static final ThreadLocal<Scanner> WHOLE = ThreadLocal.withInitial(Scanner::new);

  private GuardRig() {}

  /** Each on one thread, many at once: no case knows of another. */
  static void eachSeed(long first, int cases, LongConsumer test) {
    LongStream.range(first, first + cases).parallel().forEach(test);
  }

  static StreamScanner scanner() {
    return SCANNER.get();
  }

  static CompiledPolicy policy(String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    SettingsReader reader =
        SettingsReader.of(
            SettingsFile.parse(new ByteArrayInputStream(bytes), "p"), Map.of(), Path.of("."));
    PolicySpec spec = PolicySpec.read("p", reader);
    reader.finish();
    return new CompiledPolicy(spec, DETECTORS);
  }

  static GuardPlan plan(CompiledPolicy policy, HiddenContext hidden) {
    return plan(policy, hidden, null);
  }

  static GuardPlan plan(CompiledPolicy policy, HiddenContext hidden, Restoring restoring) {
    return new GuardPlan(policy, FORM, hidden, Masking.PLACEHOLDER, restoring, null);
  }

  /** A piece of a text as it comes: of which candidate, a thought or not. */
  record Piece(int candidate, boolean thought, String text) {}

  /** What came out: texts by candidate and kind, findings, whether it ended early. */
  record Outcome(
      Map<Integer, String> texts, TreeSet<String> findings, Verdict verdict, List<String> steps) {}

  static byte[] event(List<Piece> pieces, boolean last) {
    JsonArray candidates = new JsonArray();
    Map<Integer, JsonArray> parts = new TreeMap<>();
    for (Piece piece : pieces) {
      JsonObject part = new JsonObject().put("text", piece.text());
      if (piece.thought()) {
        part.put("thought", true);
      }
      parts.computeIfAbsent(piece.candidate(), k -> new JsonArray()).add(part);
    }
    parts.forEach(
        (index, of) -> {
          JsonObject candidate =
              new JsonObject()
                  .put("content", new JsonObject().put("parts", of).put("role", "model"))
                  .put("index", index);
          if (last) {
            candidate.put("finishReason", "STOP");
          }
          candidates.add(candidate);
        });
    return new JsonObject()
        .put("candidates", candidates)
        .put("modelVersion", "m")
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Plays the events through a guard. */
  static Outcome stream(GuardPlan plan, List<List<Piece>> events) {
    StreamGuard guard = new StreamGuard(plan, scanner());
    Map<Integer, String> texts = new TreeMap<>();
    List<byte[]> out = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < events.size() && !guard.blocked(); i++) {
      guard.take(event(events.get(i), i == events.size() - 1), out);
      append(texts, out);
      steps.add(texts.getOrDefault(0, ""));
    }
    if (!guard.blocked()) {
      guard.finish(out);
      append(texts, out);
    }
    return new Outcome(texts, names(guard.result().findings(), plan), guard.verdict(), steps);
  }

  /** Moves what has left to what has arrived. */
  private static void append(Map<Integer, String> texts, List<byte[]> left) {
    texts(left).forEach((group, text) -> texts.merge(group, text, String::concat));
    left.clear();
  }

  /** Texts by group. */
  static Map<Integer, String> texts(List<byte[]> events) {
    Map<Integer, String> texts = new TreeMap<>();
    for (byte[] event : events) {
      EventForm.Event read = FORM.read(event);
      for (Part part : read.document().parts()) {
        if (part.group() >= 0) {
          texts.merge(part.group(), part.text(), String::concat);
        }
      }
    }
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  /** The same texts, whole, by the way of an answer that does not stream. */
  static Outcome whole(GuardPlan plan, List<List<Piece>> events) {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      bodies.add(event(events.get(i), i == events.size() - 1));
    }
    Scanned scanned =
        WHOLE
            .get()
            .inspect(
                new ScanJob(bodies, FORM, plan.policy().plan(), Direction.OUTPUT, plan.hidden()));
    Verdict verdict = plan.policy().decide(scanned.result(), Direction.OUTPUT);
    List<byte[]> out =
        verdict.blocked()
            ? List.of()
            : AnswerRewrite.apply(
                plan,
                DocumentRedactor.apply(
                    scanned.document(),
                    scanned.result().runs(),
                    verdict.redactions(),
                    plan.masking()));
    return new Outcome(texts(out), names(scanned.result().findings(), plan), verdict, List.of());
  }

  private static TreeSet<String> names(List<Finding> findings, GuardPlan plan) {
    TreeSet<String> names = new TreeSet<>();
    for (Finding f : findings) {
      names.add(
          f.part()
              + " "
              + f.start()
              + "-"
              + f.end()
              + " "
              + f.detector()
              + " "
              + f.type().name()
              + " "
              + f.score());
    }
    return names;
  }

  /** Where, of a text that goes on, everything before is settled. */
  static int settled(String text, ScanPlan plan, HiddenContext hidden) {
    StreamScanner scanner = scanner();
    scanner.read(text, plan, Told.nothingOf(hidden), false);
    int to = scanner.settled();
    for (int i = 0; i < scanner.certain(); i++) {
      Finding finding = scanner.finding(i);
      if (finding.start() < to && finding.end() > to) {
        to = finding.start();
        i = -1;
      }
    }
    return to;
  }

  /** A text cut at random, on whole characters; some pieces are empty. */
  static List<String> cut(String text, Random random, int sizeMax) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + random.nextInt(sizeMax + 1));
      if (to < text.length() && to > 0 && Character.isLowSurrogate(text.charAt(to))) {
        to++;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
