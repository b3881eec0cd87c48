package com.modalarmor.boot;

import com.modalarmor.detect.SignaturePack;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.similar.LearnedAttacks;
import com.modalarmor.similar.Sketch;
import com.modalarmor.similar.SketchFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads the shipped sketches of known attacks, and what was learned since. Stateless. */
final class KnownAttackFiles {

  private static final String FOLDER = "conf/similar/";
  private static final String INDEX = "known-attacks.yaml";
  private static final String SKETCHES = "known-attacks.bin";

  private KnownAttackFiles() {}

  /**
   * The index; fails with all faults at once.
   *
   * @param learned a file of learned attacks, of which the promoted ones count; empty = none
   */
  static KnownAttacks load(Path learned) {
    List<Sketch> sketches = new ArrayList<>(shipped());
    if (!learned.toString().isEmpty()) {
      try {
        sketches.addAll(LearnedAttacks.open(learned).promoted());
      } catch (IOException e) {
        throw new InvalidSettings(List.of("similarity.learned-file: " + e.getMessage()));
      }
    }
    return KnownAttacks.of(sketches);
  }

  private static List<Sketch> shipped() {
    SettingsReader index =
        SettingsReader.of(
            SettingsFile.parse(new ByteArrayInputStream(resource(INDEX)), INDEX),
            Map.of(),
            Path.of("."));
    String expected = index.requiredText("sha256");
    // Where they come from is for people.
    List.of("command", "data-sha256").forEach(index::requiredText);
    int count = index.integer("sketches", 0, 1, KnownAttacks.ATTACKS_MAX);
    index.finish();
    byte[] content = resource(SKETCHES);
    String actual = SignaturePack.sha256(content);
    if (!actual.equals(expected)) {
      throw new InvalidSettings(
          List.of(SKETCHES + ": its SHA-256 is " + actual + ", not as pinned in " + INDEX));
    }
    try {
      List<Sketch> sketches = SketchFile.read(content);
      if (sketches.size() != count) {
        throw new InvalidSettings(List.of(SKETCHES + ": holds " + sketches.size() + " sketches"));
      }
      return sketches;
    } catch (IOException e) {
      throw new InvalidSettings(List.of(SKETCHES + ": " + e.getMessage()));
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        KnownAttackFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new InvalidSettings(List.of(FOLDER + name + ": missing from the class path"));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new InvalidSettings(List.of(FOLDER + name + ": unreadable"));
    }
  }
}
