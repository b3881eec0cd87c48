package com.modalarmor.detect;

import com.modalarmor.detect.Signature.Channel;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.PatternFault;
import com.modalarmor.detect.match.PatternSource;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The signatures of a folder, compiled to one automaton. Immutable; thread-safe.
 *
 * <p>{@code pack.yaml} names each file with its SHA-256; a file that differs, a pattern that does
 * not compile or a field that is wrong is a fault, and all faults are reported together.
 */
public final class SignaturePack {

  /** The list of files in a pack's folder. */
  public static final String INDEX = "pack.yaml";

  private final MultiPattern patterns;
  private final List<Signature> signatures;
  private final String fingerprint;

  private SignaturePack(MultiPattern patterns, List<Signature> signatures, String fingerprint) {
    this.patterns = patterns;
    this.signatures = List.copyOf(signatures);
    this.fingerprint = fingerprint;
  }

  /**
   * Loads and compiles.
   *
   * @param folder the content of a file of the pack by its name; fails with {@link InvalidSettings}
   */
  public static SignaturePack load(Function<String, byte[]> folder) {
    byte[] index = folder.apply(INDEX);
    SettingsReader root = reader(index, INDEX);
    Map<String, String> files = new TreeMap<>();
    root.sections("files").forEach((name, file) -> files.put(name, file.requiredText("sha256")));
    root.finish();
    Builder builder = new Builder();
    files.forEach((name, sha256) -> builder.file(name, sha256, folder.apply(name)));
    return builder.build(sha256(index).substring(0, 8));
  }

  /** The harmless look-alike of each signature by its id; the pack must be valid. */
  public static Map<String, String> lookAlikes(Function<String, byte[]> folder) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : reader(folder.apply(INDEX), INDEX).sections("files").keySet()) {
      for (SettingsReader signature : reader(folder.apply(name), name).list("signatures")) {
        texts.put(signature.requiredText("id"), signature.requiredText("benign"));
      }
    }
    return texts;
  }

  MultiPattern patterns() {
    return patterns;
  }

  Signature at(int pattern) {
    return signatures.get(pattern);
  }

  public int size() {
    return signatures.size();
  }

  /** Eight hex digits that tell two packs apart. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Lower-case hex. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static SettingsReader reader(byte[] content, String name) {
    return SettingsReader.of(
        SettingsFile.parse(new ByteArrayInputStream(content), name), Map.of(), Path.of("."));
  }

  /** Collects signatures and faults of all files. */
  private static final class Builder {

    private final List<String> faults = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<PatternSource> sources = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    void file(String name, String expected, byte[] content) {
      String actual = sha256(content);
      if (!actual.equals(expected)) {
        faults.add(
            "signatures/" + name + ": its SHA-256 is " + actual + ", not as pinned in " + INDEX);
        return;
      }
      try {
        SettingsReader reader = reader(content, name);
        reader.requiredText("family");
        FindingType type = type(reader);
        for (SettingsReader signature : reader.list("signatures")) {
          signature(signature, type);
        }
        reader.finish();
      } catch (InvalidSettings e) {
        e.faults().forEach(fault -> faults.add("signatures/" + name + ": " + fault));
      }
    }

    private static FindingType type(SettingsReader reader) {
      String name = reader.requiredText("type");
      for (FindingType type : FindingType.GENERAL) {
        if (type.name().equals(name)) {
          return type;
        }
      }
      reader.fault("type", "unknown type");
      return FindingType.PROMPT_INJECTION;
    }

    private void signature(SettingsReader reader, FindingType type) {
      String id = reader.requiredText("id");
      String pattern = reader.requiredText("pattern");
      float score = (float) reader.decimal("score", 0, 0.01, 0.999);
      Severity severity = reader.choice("severity", Severity.class, type.severity());
      int channels = channels(reader);
      // Documentation of the signature, checked by its tests.
      List.of("lang", "source", "match", "benign").forEach(reader::requiredText);
      if (!ids.add(id)) {
        reader.fault("id", "occurs twice: " + id);
      }
      PatternSource source = new PatternSource(id, pattern);
      try {
        MultiPattern.compile(List.of(source));
      } catch (PatternFault e) {
        reader.fault("pattern", e.getMessage());
        return;
      }
      sources.add(source);
      signatures.add(new Signature(id, "signature:" + id, type, score, severity, channels));
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

    SignaturePack build(String fingerprint) {
      if (signatures.isEmpty() && faults.isEmpty()) {
        faults.add("signatures: the pack is empty");
      }
      if (!faults.isEmpty()) {
        throw new InvalidSettings(faults);
      }
      return new SignaturePack(MultiPattern.compile(sources), signatures, fingerprint);
    }
  }

  /** The packaged folder as a loader: resources under {@code conf/signatures/}. */
  public static Function<String, byte[]> packaged() {
    return name -> {
      try (InputStream in =
          SignaturePack.class.getClassLoader().getResourceAsStream("conf/signatures/" + name)) {
        if (in == null) {
          throw new InvalidSettings(List.of("signatures/" + name + ": missing"));
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new InvalidSettings(List.of("signatures/" + name + ": unreadable"));
      }
    };
  }

  /** A folder on disk as a loader. */
  public static Function<String, byte[]> folder(Path folder) {
    return name -> {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (IOException e) {
        throw new InvalidSettings(List.of("signatures/" + name + ": missing or unreadable"));
      }
    };
  }
}
