package com.modalarmor.detect;

import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import com.modalarmor.verdict.FindingType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The signatures of a folder, compiled to one automaton. Immutable; thread-safe.
 *
 * <p>{@code pack.yaml} names each file with its SHA-256; a file that differs, a pattern that does
 * not compile or a field that is wrong is a fault, and all faults are reported together.
 */
public final class SignaturePack {

  /** The list of files in a pack's folder. */
  public static final String INDEX = "pack.yaml";

  private static final int FINGERPRINT_DIGITS = 8;

  private final MultiPattern patterns;
  private final List<Signature> signatures;
  private final String fingerprint;

  /** The few that are looked for in answers, apart: an answer does not pay for the others. */
  private final MultiPattern answerPatterns;

  private final int[] answerPlaces;

  private SignaturePack(MultiPattern patterns, List<Signature> signatures, String fingerprint) {
    this.patterns = patterns;
    this.signatures = List.copyOf(signatures);
    this.fingerprint = fingerprint;
    answerPlaces =
        IntStream.range(0, signatures.size())
            .filter(i -> (signatures.get(i).channels() & Signature.Channel.OUTPUT.bit()) != 0)
            .toArray();
    answerPatterns = patterns.only(answerPlaces);
  }

  /** A pack of signatures that were compiled elsewhere. */
  static SignaturePack of(MultiPattern patterns, List<Signature> signatures) {
    return new SignaturePack(patterns, signatures, "");
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
    return builder.build(fingerprint(index));
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

  /** What is looked for in a text. {@code output} = in an answer of the model. */
  MultiPattern patterns(boolean output) {
    return output ? answerPatterns : patterns;
  }

  /** The signature of a pattern of {@link #patterns(boolean)}. */
  Signature at(int pattern, boolean output) {
    return signatures.get(output ? answerPlaces[pattern] : pattern);
  }

  public int size() {
    return signatures.size();
  }

  /** Eight hex digits that tell two packs apart. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The fingerprint of a pack with that index. */
  public static String fingerprint(byte[] index) {
    return Sha256.over(index).hex().substring(0, FINGERPRINT_DIGITS);
  }

  private static SettingsReader reader(byte[] content, String name) {
    return SettingsReader.of(
        SettingsFile.parse(new ByteArrayInputStream(content), name), Map.of(), Path.of("."));
  }

  /** Collects signatures and faults of all files. */
  private static final class Builder {

    /** Documentation of a signature, beside the rows it is tried on. */
    private static final List<String> ABOUT = List.of("lang", "source");

    private final List<String> faults = new ArrayList<>();
    private final SignatureReader signatures = new SignatureReader("signature:");

    /** Per signature the file it stands in. */
    private final List<String> fileOf = new ArrayList<>();

    void file(String name, String expected, byte[] content) {
      String actual = Sha256.over(content).hex();
      if (!actual.equals(expected)) {
        faults.add(
            "signatures/" + name + ": its SHA-256 is " + actual + ", not as pinned in " + INDEX);
        return;
      }
      try {
        SettingsReader reader = reader(content, name);
        reader.requiredText("family");
        FindingType type = SignatureReader.type(reader);
        for (SettingsReader signature : reader.list("signatures")) {
          signatures.read(signature, type, ABOUT);
        }
        reader.finish();
      } catch (InvalidSettings e) {
        e.faults().forEach(fault -> faults.add("signatures/" + name + ": " + fault));
      }
      while (fileOf.size() < signatures.size()) {
        fileOf.add(name);
      }
    }

    SignaturePack build(String fingerprint) {
      if (signatures.size() == 0 && faults.isEmpty()) {
        faults.add("signatures: the pack is empty");
      }
      MultiPattern patterns =
          signatures.compile(
              (place, fault) -> faults.add("signatures/" + fileOf.get(place) + ": " + fault));
      if (!faults.isEmpty()) {
        throw new InvalidSettings(faults);
      }
      return new SignaturePack(patterns, signatures.signatures(), fingerprint);
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
