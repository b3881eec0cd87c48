package com.modalarmor.detect.pii;

import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.PatternSource;
import com.modalarmor.text.Fold;
import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of a policy's own, each found as an entity of its own. Immutable; thread-safe. */
final class OwnWords {

  private final MultiPattern patterns;
  private final List<FindingType> types;
  private final int lengthMax;

  /** Working memory of one thread. */
  private static final class Scratch {
    private MultiPattern owner;
    private MatchScratch match;
  }

  private OwnWords(MultiPattern patterns, List<FindingType> types, int lengthMax) {
    this.patterns = patterns;
    this.types = List.copyOf(types);
    this.lengthMax = lengthMax;
  }

  /** Null when there are none. */
  static OwnWords compile(Map<String, List<String>> own) {
    List<PatternSource> sources = new ArrayList<>();
    List<FindingType> types = new ArrayList<>();
    int[] longest = {0};
    own.forEach(
        (entity, words) -> {
          FindingType type = FindingType.pii(entity, Severity.HIGH);
          for (String word : words) {
            sources.add(new PatternSource(entity + "#" + sources.size(), pattern(word)));
            types.add(type);
            longest[0] = Math.max(longest[0], word.length());
          }
        });
    return sources.isEmpty()
        ? null
        : new OwnWords(MultiPattern.compile(sources), types, longest[0] + 1);
  }

  private static String pattern(String word) {
    View folded = new View();
    Fold.fold(word.strip(), folded);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.chars()[i];
      if (c < 128 && !Character.isLetterOrDigit(c)) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    String edge = folded.length() > 0 && Units.word(folded.chars()[0]) ? "\\b" : "";
    boolean wordLast = folded.length() > 0 && Units.word(folded.chars()[folded.length() - 1]);
    return edge + pattern + (wordLast ? "\\b" : "");
  }

  int lengthMax() {
    return lengthMax;
  }

  void detect(Subject subject, FindingSink sink) {
    Scratch scratch = subject.scratch(Scratch.class, Scratch::new);
    if (scratch.owner != patterns) {
      scratch.owner = patterns;
      scratch.match = patterns.newScratch();
    }
    View folded = subject.views().folded();
    int hits = patterns.scan(folded.chars(), 0, folded.length(), scratch.match);
    for (int i = 0; i < hits; i++) {
      FindingType type = types.get(scratch.match.patternAt(i));
      sink.add(
          type,
          PiiDetector.NAME + ":" + type.name().toLowerCase(Locale.ROOT),
          1f,
          folded.originalStart(scratch.match.startAt(i)),
          folded.originalEnd(scratch.match.endAt(i), subject.text()));
    }
  }
}
