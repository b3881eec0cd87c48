package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeSource;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The entities that are known, as read from their files. Immutable; thread-safe.
 *
 * <p>{@code pack.yaml} names each file with its SHA-256; a file that differs, a pattern that does
 * not compile or a field that is wrong is a fault, and all faults are reported together.
 */
public final class PiiPack {

  static final String INDEX = "pack.yaml";
  private static final String FOLDER = "conf/pii/";
  private static final List<String> FINDERS =
      List.of(
          "",
          "email",
          "url",
          "phone",
          "phone_ph",
          "phone_tr",
          "iban",
          "crypto",
          "bic",
          "date_words",
          "title",
          "zip");

  private final Map<String, PiiEntity> entities;

  private PiiPack(Map<String, PiiEntity> entities) {
    this.entities = entities;
  }

  /** The entities that ship with the gateway. */
  public static PiiPack packaged() {
    return Shipped.PACK;
  }

  private static final class Shipped {
    static final PiiPack PACK = load();
  }

  private static PiiPack load() {
    SettingsReader root = reader(content(INDEX), INDEX);
    Map<String, String> files = new TreeMap<>();
    root.sections("files").forEach((name, file) -> files.put(name, file.requiredText("sha256")));
    root.finish();
    List<String> faults = new ArrayList<>();
    Map<String, PiiEntity> entities = new LinkedHashMap<>();
    files.forEach((name, sha256) -> read(name, sha256, entities, faults));
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return new PiiPack(entities);
  }

  private static void read(
      String name, String expected, Map<String, PiiEntity> entities, List<String> faults) {
    byte[] content = content(name);
    String actual = Sha256.over(content).hex();
    if (!actual.equals(expected)) {
      faults.add("pii/" + name + ": its SHA-256 is " + actual + ", not as pinned in " + INDEX);
      return;
    }
    try {
      SettingsReader root = reader(content, name);
      for (SettingsReader said : root.list("entities")) {
        PiiEntity entity = entity(said);
        if (entities.put(entity.name(), entity) != null) {
          said.fault("name", "occurs twice: " + entity.name());
        }
      }
      root.finish();
    } catch (InvalidSettings e) {
      e.faults().forEach(fault -> faults.add("pii/" + name + ": " + fault));
    }
  }

  private static PiiEntity entity(SettingsReader said) {
    String name = said.requiredText("name");
    said.requiredText("source");
    String finder = said.text("finder", "");
    if (!FINDERS.contains(finder)) {
      said.fault("finder", "unknown finder");
    }
    String checkName = said.text("check", "");
    Check check = checkName.isEmpty() ? null : Checks.named(checkName);
    if (check == null && !checkName.isEmpty()) {
      said.fault("check", "unknown check");
    }
    List<PiiPattern> patterns = new ArrayList<>();
    for (SettingsReader pattern : said.list("patterns")) {
      patterns.add(pattern(name + "#" + patterns.size(), pattern));
    }
    if (patterns.isEmpty() && finder.isEmpty()) {
      said.fault("patterns", "an entity has patterns or a finder");
    }
    return new PiiEntity(
        FindingType.pii(name, said.choice("severity", Severity.class, Severity.MEDIUM)),
        "pii:" + name.toLowerCase(Locale.ROOT),
        said.flag("default", false),
        finder,
        (float) said.decimal("score", 0, 0, 1),
        check,
        said.texts("context", List.of()).stream().map(w -> w.toLowerCase(Locale.ROOT)).toList(),
        Set.copyOf(said.texts("otherwise", List.of())),
        List.copyOf(patterns));
  }

  private static PiiPattern pattern(String id, SettingsReader said) {
    ShapeSource shape =
        new ShapeSource(
            id,
            said.requiredText("regex"),
            !said.flag("exact-case", false),
            said.flag("unspaced", false),
            said.text("not-before", ""),
            said.text("not-after", ""));
    String anchor = said.text("anchor", "");
    return new PiiPattern(
        shape,
        (float) said.decimal("score", 0.01, 0.001, 1),
        anchor.isEmpty() ? 0 : anchor.charAt(0),
        said.flag("no-fraction", false));
  }

  private static SettingsReader reader(byte[] content, String name) {
    return SettingsReader.of(
        SettingsFile.parse(new ByteArrayInputStream(content), name), Map.of(), Path.of("."));
  }

  private static byte[] content(String name) {
    try (InputStream in = PiiPack.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new InvalidSettings(List.of("pii/" + name + ": missing"));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new InvalidSettings(List.of("pii/" + name + ": unreadable"));
    }
  }

  /** All entities, in the order of their files. */
  List<PiiEntity> entities() {
    return List.copyOf(entities.values());
  }

  /** The names of all entities. */
  public List<String> names() {
    return List.copyOf(entities.keySet());
  }

  /** The names of those that are looked for when a policy does not say which. */
  public List<String> defaultNames() {
    return entities.values().stream().filter(PiiEntity::byDefault).map(PiiEntity::name).toList();
  }

  /**
   * What the check of an entity says of a value.
   *
   * @return true = its check digits prove it, false = it cannot be one, null = cannot tell
   */
  public Boolean check(String entity, String value) {
    PiiEntity known = entities.get(entity);
    if (known == null || known.check() == null) {
      throw new IllegalArgumentException("no check for " + entity);
    }
    Candidate candidate = new Candidate();
    candidate.read(value.toCharArray(), 0, value.length());
    return switch (known.check().of(candidate)) {
      case PROVEN -> Boolean.TRUE;
      case REFUTED -> Boolean.FALSE;
      case POSSIBLE -> null;
    };
  }
}
