package com.modalarmor.detect.secret;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.LiteralPasses;
import com.modalarmor.detect.Scanner;
import com.modalarmor.detect.Subject;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.text.Transform;
import com.modalarmor.text.Views;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Finds keys, tokens, private keys, connection strings and passwords, in the text and in what is
 * encoded in it. Misses random values without a known shape or a name; example: {@code
 * AWS_SECRET_ACCESS_KEY=…}. Immutable.
 */
public final class SecretDetector implements Detector {

  public static final String NAME = "secrets";

  /** Characters at whose beginning an encoded value is told from the text around it. */
  private static final int HEAD = 4;

  /** Readings that are another order or alphabet of the text hold no secret as it is used. */
  private static final int ENCODINGS =
      Transform.BASE64.bit()
          | Transform.BASE32.bit()
          | Transform.HEX.bit()
          | Transform.ASCII85.bit()
          | Transform.UUENCODE.bit()
          | Transform.BINARY.bit()
          | Transform.URL_ENCODING.bit()
          | Transform.HTML_ENTITIES.bit()
          | Transform.UNICODE_ESCAPES.bit()
          | Transform.QUOTED_PRINTABLE.bit()
          | Transform.SPACED.bit()
          | Transform.TAGS.bit()
          | Transform.SNEAKY_BITS.bit()
          | Transform.VARIATION.bit();

  private static final Supplier<Scratch> NEW_SCRATCH = Scratch::new;

  private final SecretPack pack;
  private final MatchCheck check;
  private final AssignedSecrets assigned;
  private final LiteralPasses passes;

  public SecretDetector(SecretPack pack) {
    this.pack = pack;
    Placeholders placeholders = new Placeholders(pack.words());
    check = new MatchCheck(placeholders);
    assigned = new AssignedSecrets(pack.words(), placeholders);
    passes = LiteralPasses.APART;
  }

  private SecretDetector(SecretDetector same, LiteralPasses passes) {
    pack = same.pack;
    check = same.check;
    assigned = same.assigned;
    this.passes = passes;
  }

  /** The same, its literals looked for together with those of others. */
  public SecretDetector sharing(LiteralPasses others) {
    return new SecretDetector(this, others);
  }

  /** What it looks for. */
  public MultiPattern patterns() {
    return pack.patterns();
  }

  /** Working memory of one thread. */
  private static final class Scratch {
    /** For which {@link #matches} is of use. */
    MultiPattern patterns;

    MatchScratch matches;
    final SecretText text = new SecretText();
    final SecretHits hits = new SecretHits();

    /** Of all readings of what is encoded, as ranges of the original. */
    final SecretHits decoded = new SecretHits();

    final ValueShape shape = new ValueShape();

    /** By rule: matches of this reading, and where the last value ends. */
    int[] matchesOf = new int[0];

    int[] endOf = matchesOf;

    /** The text of the last detection, and what was found in it, as ranges of the original. */
    String found = "";

    int[] ranges = new int[16];
    int rangeCount;

    void addRange(int start, int end) {
      if (rangeCount + 2 > ranges.length) {
        ranges = Arrays.copyOf(ranges, rangeCount * 2);
      }
      ranges[rangeCount++] = start;
      ranges[rangeCount++] = end;
    }

    /** The place, moved before every range that holds it. */
    int outside(int place) {
      int at = place;
      boolean moved = true;
      while (moved) {
        moved = false;
        for (int i = 0; i < rangeCount; i += 2) {
          if (ranges[i] < at && ranges[i + 1] > at) {
            at = ranges[i];
            moved = true;
          }
        }
      }
      return at;
    }

    void prepare(MultiPattern asked) {
      if (patterns != asked) {
        patterns = asked;
        matches = asked.newScratch();
        matchesOf = new int[asked.patternCount()];
        endOf = new int[asked.patternCount()];
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    Scratch scratch = scratch(subject);
    scratch.rangeCount = 0;
    scratch.found = subject.text();
    Views views = subject.views();
    scratch.text.readFolded(views);
    judge(scratch, subject.scanFolded(pack.patterns(), scratch.matches, passes));
    report(scratch, sink);
    scratch.decoded.clear();
    for (int i = 0; i < views.decodedCount(); i++) {
      if (isEncoding(views, i)) {
        scratch.text.readDecoded(views, i);
        SecretText text = scratch.text;
        judge(scratch, pack.patterns().scan(text.lower(), 0, text.length(), scratch.matches));
        collect(scratch);
      }
    }
    reportDecoded(scratch, sink);
  }

  @Override
  public int settledTo(Subject subject) {
    Views views = subject.views();
    if (views.truncated()) {
      return 0;
    }
    Scratch scratch = scratch(subject);
    if (scratch.found != subject.text()) {
      FindingSink sink = new FindingSink(Scanner.FINDINGS_MAX);
      detect(subject, sink);
    }
    SecretText text = scratch.text;
    text.readFolded(views);
    int settled = original(text, SettledSecrets.index(text), subject);
    for (int i = 0; i < views.decodedCount(); i++) {
      if (isEncoding(views, i)) { // a quote that is encoded may be closed by one that is not
        text.readDecoded(views, i);
        settled = Math.min(settled, original(text, SettledSecrets.openQuote(text), subject));
      }
    }
    return scratch.outside(settled);
  }

  private static int original(SecretText text, int index, Subject subject) {
    return index >= text.length() ? subject.text().length() : text.originalStart(index);
  }

  private static boolean isEncoding(Views views, int decoded) {
    return (views.decodedTransforms(decoded) & ENCODINGS) != 0 && views.inPlace(decoded);
  }

  private Scratch scratch(Subject subject) {
    Scratch scratch = subject.scratch(Scratch.class, NEW_SCRATCH);
    scratch.prepare(pack.patterns());
    return scratch;
  }

  /** Judges the matches of a reading, and the values that it gives to names. */
  private void judge(Scratch scratch, int count) {
    SecretText text = scratch.text;
    scratch.hits.clear();
    MatchScratch matches = scratch.matches;
    if (matches.truncated()) {
      throw new IllegalStateException("secret scan gave up"); // counts as a failed detector
    }
    for (int i = 0; i < count; i++) {
      scratch.matchesOf[matches.patternAt(i)] = 0;
      scratch.endOf[matches.patternAt(i)] = 0;
    }
    for (int i = 0; i < count; i++) {
      int rule = matches.patternAt(i);
      if (++scratch.matchesOf[rule] >= SecretPack.HITS_PER_RULE_MAX) {
        throw new IllegalStateException("more secrets of one kind than are counted");
      }
      if (matches.startAt(i) >= scratch.endOf[rule]) {
        scratch.endOf[rule] =
            check.match(pack.at(rule), matches.startAt(i), matches.endAt(i), text, scratch.hits);
      }
    }
    assigned.scan(text, scratch.shape, scratch.hits);
    scratch.hits.settle();
  }

  /** Whether the value begins with characters that were encoded. */
  private static boolean encoded(SecretText text, int start, int end) {
    int head = Math.min(end, start + HEAD);
    return text.originalEnd(head) - text.originalStart(start) != head - start;
  }

  private static void report(Scratch scratch, FindingSink sink) {
    SecretHits hits = scratch.hits;
    SecretText text = scratch.text;
    for (int i = 0; i < hits.kept(); i++) {
      SecretRule rule = hits.rule(i);
      int start = text.originalStart(hits.start(i));
      int end = text.originalEnd(hits.end(i));
      sink.add(rule.type(), rule.detector(), hits.score(i), rule.severity(), start, end);
    }
    // What is not kept may be, once a better hit that it overlaps loses to one that comes.
    for (int i = 0; i < hits.groups(); i++) {
      scratch.addRange(text.originalStart(hits.groupStart(i)), text.originalEnd(hits.groupEnd(i)));
    }
  }

  /** Puts what was found in a reading of something encoded beside what the others found. */
  private static void collect(Scratch scratch) {
    SecretHits hits = scratch.hits;
    SecretText text = scratch.text;
    for (int i = 0; i < hits.kept(); i++) {
      int start = hits.start(i);
      int end = hits.end(i);
      if (encoded(text, start, end)) { // else it stands around what is encoded, and may be cut
        scratch.decoded.add(
            hits.rule(i), text.originalStart(start), text.originalEnd(end), hits.score(i));
      }
    }
  }

  /**
   * One encoding is read in many ways, and what follows may add one or take one away: the surest
   * name of a range stands for all within it, so that it stays when the text goes on.
   */
  private static void reportDecoded(Scratch scratch, FindingSink sink) {
    SecretHits hits = scratch.decoded;
    hits.settleWithin();
    for (int i = 0; i < hits.kept(); i++) {
      SecretRule rule = hits.rule(i);
      scratch.addRange(hits.start(i), hits.end(i));
      sink.addOnce(
          rule.type(), rule.detector(), hits.score(i), rule.severity(), hits.start(i), hits.end(i));
    }
  }
}
