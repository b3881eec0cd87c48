package com.modalarmor.detect;

import com.modalarmor.detect.Signature.Channel;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.PatternSource;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Collects signatures from their files, then compiles all of them at once and tries each on the
 * text it must find and the one it must not. Used by one thread, once.
 */
final class SignatureReader {

  /** A signature as read, and what it is tried on. */
  private record Entry(Signature signature, PatternSource source, String match, String benign) {}

  private final String detectorPrefix;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param detectorPrefix stands before the signature's id in findings
   */
  SignatureReader(String detectorPrefix) {
    this.detectorPrefix = detectorPrefix;
  }

  /** The type named in the section; a wrong one is a fault. */
  static FindingType type(SettingsReader reader) {
    String name = reader.requiredText("type");
    for (FindingType type : FindingType.GENERAL) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    reader.fault("type", "unknown type");
    return FindingType.PROMPT_INJECTION;
  }

  /**
   * Reads one signature of the type.
   *
   * @param about keys that are documentation, but must be there
   */
  void read(SettingsReader reader, FindingType type, List<String> about) {
    String id = reader.requiredText("id");
    String pattern = reader.requiredText("pattern");
    float score = (float) reader.decimal("score", 0, 0.01, 0.999);
    Severity severity = reader.choice("severity", Severity.class, type.severity());
    int channels = channels(reader);
    about.forEach(reader::requiredText);
    String match = reader.requiredText("match");
    String benign = reader.requiredText("benign");
    if (places.putIfAbsent(id, entries.size()) != null) {
      reader.fault("id", "occurs twice: " + id);
      return;
    }
    entries.add(
        new Entry(
            new Signature(id, detectorPrefix + id, type, score, severity, channels),
            new PatternSource(id, pattern),
            match,
            benign));
  }

  private static int channels(SettingsReader reader) {
    int bits = 0;
    for (String name : reader.texts("applies", List.of())) {
      int before = bits;
      for (Channel channel : Channel.values()) {
        if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
          bits |= channel.bit();
        }
      }
      if (bits == before) {
        reader.fault("applies", "must list input, retrieved, tool or output, each once");
      }
    }
    if (bits == 0) {
      reader.fault("applies", "is required");
    }
    return bits;
  }

  int size() {
    return entries.size();
  }

  List<Signature> signatures() {
    return entries.stream().map(Entry::signature).toList();
  }

  /**
   * Compiles what was read.
   *
   * @param faults takes a signature's place, in the order read, and what is wrong with it; after a
   *     fault the result is of no use
   */
  MultiPattern compile(BiConsumer<Integer, String> faults) {
    List<Entry> sound = new ArrayList<>(entries);
    MultiPattern engine =
        MultiPattern.compile(
            sources(entries),
            fault -> {
              int place = places.get(fault.patternId());
              sound.remove(entries.get(place));
              faults.accept(place, fault.getMessage());
            });
    // With faults the engine is of no use, but the rows of the others are to be tried all the same.
    tryRows(
        sound.size() == entries.size() ? engine : MultiPattern.compile(sources(sound)),
        sound,
        faults);
    return engine;
  }

  private static List<PatternSource> sources(List<Entry> from) {
    return from.stream().map(Entry::source).toList();
  }

  /** A pattern that misses its own example, or finds the harmless one, is not what was meant. */
  private void tryRows(MultiPattern engine, List<Entry> sound, BiConsumer<Integer, String> faults) {
    MatchScratch scratch = engine.newScratch();
    Views views = new Views();
    for (int i = 0; i < sound.size(); i++) {
      Entry entry = sound.get(i);
      String id = entry.signature().id();
      if (!finds(engine, scratch, views, i, entry.match())) {
        faults.accept(places.get(id), "signature " + id + ": does not find its match row");
      }
      if (finds(engine, scratch, views, i, entry.benign())) {
        faults.accept(places.get(id), "signature " + id + ": finds its benign row");
      }
    }
  }

  private static boolean finds(
      MultiPattern engine, MatchScratch scratch, Views views, int pattern, String text) {
    views.read(text);
    View folded = views.folded();
    int hits = engine.scan(folded.chars(), 0, folded.length(), scratch);
    for (int i = 0; i < hits; i++) {
      if (scratch.patternAt(i) == pattern) {
        return true;
      }
    }
    return false;
  }
}
