package com.modalarmor.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Measures the signature pack on labelled JSON lines ({@code id text label kind lang source}), with
 * the engine and the folding of the gateway; run by hand. Not a test.
 *
 * <pre>
 * java -cp … com.modalarmor.detect.SignatureBench [--pack DIR] [--trust user] [--hits OUT] FILE…
 * </pre>
 *
 * <p>Prints recall per kind and language, false positives per source and language, and for each
 * signature its hits on attacks, those that no other signature found, its hits on harmless rows,
 * and its smoothed precision. A row of the kind {@code indirect} stands in a retrieved document,
 * another attack in the prompt, a harmless row in both; {@code --trust} puts all rows in one place,
 * as {@code inspect} does with {@code user}. {@code --hits} writes one line a hit: row, label,
 * kind, signature.
 */
final class SignatureBench {
  private static final double ATTACK = 0.5;

  /** A signature without hits is believed this much, and this many rows' worth. */
  private static final double PRIOR = 0.9;

  private static final double PRIOR_ROWS = 5;

  /** What one signature did. */
  private static final class Score {
    int attacks;
    int alone;
    int benign;

    double precision() {
      return (attacks + PRIOR * PRIOR_ROWS) / (attacks + benign + PRIOR_ROWS);
    }
  }

  /** Rows of a group and how many of them were flagged. */
  private static final class Share {
    int rows;
    int flagged;

    String text() {
      return String.format(
          Locale.ROOT, "%6d of %6d  %7.3f %%", flagged, rows, 100.0 * flagged / rows);
    }
  }

  private final SignaturePack pack;
  private final Trust trust;
  private final PrintStream hits;
  private final Map<String, Score> scores = new TreeMap<>();
  private final Map<String, Share> shares = new TreeMap<>();
  private final ObjectMapper json = new ObjectMapper();
  private final Subject subject = new Subject();
  private final FindingSink sink = new FindingSink(Scanner.FINDINGS_MAX);

  private SignatureBench(SignaturePack pack, Trust trust, PrintStream hits) {
    this.pack = pack;
    this.trust = trust;
    this.hits = hits;
    for (int i = 0; i < pack.size(); i++) {
      scores.put(pack.at(i, false).id(), new Score());
    }
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("conf", "signatures");
    Trust trust = null;
    PrintStream hits = null;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--pack" -> folder = Path.of(args[++i]);
        case "--trust" -> trust = Trust.valueOf(args[++i].toUpperCase(Locale.ROOT));
        case "--hits" -> hits = new PrintStream(args[++i], StandardCharsets.UTF_8);
        default -> files.add(Path.of(args[i]));
      }
    }
    long begin = System.nanoTime();
    SignaturePack pack = SignaturePack.load(SignaturePack.folder(folder));
    System.out.printf(
        Locale.ROOT,
        "%d signatures, %d literals, %d states, %d KB, loaded in %d ms%n",
        pack.size(),
        pack.patterns().literalCount(),
        pack.patterns().stateCount(),
        pack.patterns().memoryBytes() / 1024,
        (System.nanoTime() - begin) / 1_000_000);
    SignatureBench bench = new SignatureBench(pack, trust, hits);
    for (Path file : files) {
      if (Files.isReadable(file)) {
        bench.run(file);
      } else {
        System.out.println("skipped, no such file: " + file);
      }
    }
    bench.report(System.out);
    if (hits != null) {
      hits.close();
    }
  }

  private void run(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        row(json.readTree(line));
      }
    }
  }

  private void row(JsonNode row) {
    sink.clear();
    String text = row.path("text").asText();
    boolean attack = row.path("label").asText().equals("attack");
    if (trust != null) {
      detect(text, trust);
    } else if (row.path("kind").asText().equals("indirect")) {
      detect(text, Trust.RETRIEVED);
    } else {
      detect(text, Trust.USER);
      if (!attack) {
        detect(text, Trust.RETRIEVED);
      }
    }
    Set<String> ids = new TreeSet<>();
    Set<String> strong = new TreeSet<>();
    for (Finding finding : sink.toList()) {
      String id = finding.detector().substring(finding.detector().lastIndexOf(':') + 1);
      ids.add(id);
      if (finding.score() >= ATTACK) {
        strong.add(id);
      }
    }
    for (String id : ids) {
      Score score = scores.get(id);
      score.attacks += attack ? 1 : 0;
      score.benign += attack ? 0 : 1;
      score.alone += attack && strong.size() == 1 && strong.contains(id) ? 1 : 0;
      if (hits != null) {
        hits.println(
            String.join(
                "\t",
                row.path("id").asText(),
                row.path("label").asText(),
                row.path("kind").asText(),
                id));
      }
    }
    String label = attack ? "attack" : "benign";
    count(label + " total", !strong.isEmpty());
    count(label + " kind   " + row.path("kind").asText(), !strong.isEmpty());
    count(label + " lang   " + row.path("lang").asText(), !strong.isEmpty());
    count(label + " source " + row.path("source").asText(), !strong.isEmpty());
  }

  private void detect(String text, Trust as) {
    subject.read(text, as, false);
    new SignatureDetector(pack, false).detect(subject, sink);
  }

  private void count(String group, boolean flagged) {
    Share share = shares.computeIfAbsent(group, unused -> new Share());
    share.rows++;
    share.flagged += flagged ? 1 : 0;
  }

  private void report(PrintStream out) {
    out.printf("%-12s %8s %8s %8s %10s%n", "signature", "attacks", "alone", "benign", "precision");
    scores.forEach(
        (id, s) ->
            out.printf(
                Locale.ROOT,
                "%-12s %8d %8d %8d %10.3f%n",
                id,
                s.attacks,
                s.alone,
                s.benign,
                s.precision()));
    shares.forEach((group, share) -> out.printf("%-44s %s%n", group, share.text()));
  }
}
