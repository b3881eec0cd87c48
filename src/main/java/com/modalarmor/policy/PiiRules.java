package com.modalarmor.policy;

import com.modalarmor.detect.pii.PiiExceptions;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.settings.SettingsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads which personal data a policy looks for, what it excepts and what it adds. Stateless. */
final class PiiRules {

  private static final String DEFAULT = "default";
  private static final String ALL = "all";
  private static final int OWN_ENTITIES_MAX = 100;

  private PiiRules() {}

  /**
   * @param rules the rules of all sections: a type that one of them names is looked for, too
   */
  static PiiSelection read(SettingsReader section, Map<Section, Rules> rules) {
    PiiPack pack = PiiPack.packaged();
    List<String> said = section.texts("entities", List.of(DEFAULT));
    boolean all = said.contains(ALL);
    Set<String> known = Set.copyOf(pack.names());
    Set<String> names = new TreeSet<>();
    for (String name : said) {
      if (name.equals(DEFAULT)) {
        names.addAll(pack.defaultNames());
      } else if (known.contains(name)) {
        names.add(name);
      } else if (!name.equals(ALL)) {
        section.fault("entities", "unknown entity: " + name);
      }
    }
    rules
        .values()
        .forEach(one -> one.types().keySet().stream().filter(known::contains).forEach(names::add));
    return new PiiSelection(
        List.copyOf(names),
        all,
        (float) section.decimal("report-from", PiiSelection.DEFAULT.scoreMin(), 0, 1),
        exceptions(section));
  }

  private static PiiExceptions exceptions(SettingsReader section) {
    Map<String, List<String>> own = new LinkedHashMap<>();
    int[] words = {0};
    section
        .sections("deny")
        .forEach(
            (entity, said) -> {
              List<String> listed = bounded(said, "words");
              words[0] += listed.size();
              own.put(entity, listed);
              if (!entity
                  .chars()
                  .allMatch(c -> c == '_' || Character.isUpperCase(c) || Character.isDigit(c))) {
                section.fault("deny", "an entity is named in capitals: " + entity);
              }
            });
    if (words[0] > PiiExceptions.OWN_WORDS_MAX || own.size() > OWN_ENTITIES_MAX) {
      section.fault(
          "deny",
          "at most " + PiiExceptions.OWN_WORDS_MAX + " words of " + OWN_ENTITIES_MAX + " entities");
    }
    return PiiExceptions.of(bounded(section, "allow"), bounded(section, "allow-domains"), own);
  }

  private static List<String> bounded(SettingsReader section, String key) {
    List<String> entries = new ArrayList<>(section.texts(key, List.of()));
    if (entries.size() > PiiExceptions.ENTRIES_MAX) {
      section.fault(key, "at most " + PiiExceptions.ENTRIES_MAX + " entries");
    }
    for (String entry : entries) {
      int length = entry.strip().length();
      if (length < 2 || length > PiiExceptions.ENTRY_LENGTH_MAX) {
        section.fault(key, "entries have 2 to " + PiiExceptions.ENTRY_LENGTH_MAX + " characters");
        return List.of();
      }
    }
    return entries;
  }
}
