package com.modalarmor.detect.secret;

import com.modalarmor.detect.match.MatchLimits;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.PatternFault;
import com.modalarmor.detect.match.PatternSource;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The shapes of secrets of a folder, compiled to one automaton, and the words of assignments.
 * Immutable; thread-safe.
 *
 * <p>{@code pack.yaml} names each file with its SHA-256; all faults are reported together.
 */
public final class SecretPack {

  /** Values of one shape in one text; a text with more is refused, not searched in part. */
  static final int HITS_PER_RULE_MAX = 1_024;

  private static final String INDEX = "pack.yaml";
  private static final String ASSIGNMENTS = "assignments.yaml";
  private static final long WORK_MAX = 1L << 28;

  private final MultiPattern patterns;
  private final List<SecretRule> rules;
  private final List<String> regexes;
  private final AssignmentWords words;

  private SecretPack(
      MultiPattern patterns, List<SecretRule> rules, List<String> regexes, AssignmentWords words) {
    this.patterns = patterns;
    this.rules = List.copyOf(rules);
    this.regexes = List.copyOf(regexes);
    this.words = words;
  }

  /** Loads and compiles; fails with {@link InvalidSettings}. */
  public static SecretPack load(Function<String, byte[]> folder) {
    SettingsReader root = reader(folder.apply(INDEX), INDEX);
    Map<String, String> files = new TreeMap<>();
    root.sections("files").forEach((name, file) -> files.put(name, file.requiredText("sha256")));
    root.finish();
    List<String> faults = new ArrayList<>();
    SecretReader read = new SecretReader();
    AssignmentWords words = null;
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      byte[] content = folder.apply(name);
      if (!Sha256.over(content).hex().equals(file.getValue())) {
        faults.add("secrets/" + name + ": its SHA-256 is not as pinned in " + INDEX);
        continue;
      }
      try {
        SettingsReader reader = reader(content, name);
        if (name.equals(ASSIGNMENTS)) {
          words = AssignmentWords.read(reader);
        } else {
          reader.list("secrets").forEach(read::rule);
        }
        reader.finish();
      } catch (InvalidSettings e) {
        e.faults().forEach(fault -> faults.add("secrets/" + name + ": " + fault));
      }
    }
    if (words == null && faults.isEmpty()) {
      faults.add("secrets/" + ASSIGNMENTS + ": missing from " + INDEX);
    }
    MultiPattern patterns = faults.isEmpty() ? compile(read.sources(), faults) : null;
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    List<String> regexes = read.sources().stream().map(PatternSource::regex).toList();
    return new SecretPack(patterns, read.rules(), regexes, words);
  }

  private static MultiPattern compile(List<PatternSource> sources, List<String> faults) {
    try {
      return MultiPattern.compile(sources, new MatchLimits(HITS_PER_RULE_MAX, WORK_MAX));
    } catch (PatternFault fault) {
      faults.add("secrets: " + fault.getMessage());
      return null;
    }
  }

  private static SettingsReader reader(byte[] content, String name) {
    return SettingsReader.of(
        SettingsFile.parse(new ByteArrayInputStream(content), name), Map.of(), Path.of("."));
  }

  /** The packaged folder as a loader: resources under {@code conf/secrets/}. */
  public static Function<String, byte[]> packaged() {
    return name -> {
      try (InputStream in =
          SecretPack.class.getClassLoader().getResourceAsStream("conf/secrets/" + name)) {
        if (in == null) {
          throw new InvalidSettings(List.of("secrets/" + name + ": missing"));
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new InvalidSettings(List.of("secrets/" + name + ": unreadable"));
      }
    };
  }

  MultiPattern patterns() {
    return patterns;
  }

  SecretRule at(int pattern) {
    return rules.get(pattern);
  }

  List<SecretRule> rules() {
    return rules;
  }

  /** The pattern of a rule as the engine has it. */
  String regex(int rule) {
    return regexes.get(rule);
  }

  AssignmentWords words() {
    return words;
  }
}
