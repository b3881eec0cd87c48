package com.modalarmor.detect.secret;

import com.modalarmor.detect.match.PatternSource;
import com.modalarmor.detect.secret.SecretRule.Casing;
import com.modalarmor.detect.secret.SecretRule.Form;
import com.modalarmor.detect.secret.SecretRule.Tail;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects the shapes of secrets from their files. Used by one thread, once. */
final class SecretReader {

  /** What may stand between the name of a provider and the value that is assigned. */
  static final String ASSIGNMENT =
      "[\\w.\\- \\t\\[\\]]{0,24}[\\s'\"`]{0,3}(=>|:{1,3}=|\\?=|\\|\\||[=:>,])[=>]{0,2}[`'\"\\s=@\\\\]{0,5}";

  private static final int VALUE_MAX = 512;

  private final List<SecretRule> rules = new ArrayList<>();
  private final List<PatternSource> sources = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  void rule(SettingsReader reader) {
    String id = reader.requiredText("id");
    String provider = reader.requiredText("provider");
    String kind = reader.requiredText("kind");
    reader.requiredText("source");
    if (!ids.add(id)) {
      reader.fault("id", "occurs twice: " + id);
    }
    Form form = form(reader);
    String value = form == Form.WHOLE ? "" : reader.requiredText("value");
    String regex =
        switch (form) {
          case WHOLE -> reader.requiredText("pattern");
          case ASSIGNED -> "(" + keywords(reader) + ")" + ASSIGNMENT + "(" + value + ")";
          case LED -> "(" + reader.requiredText("lead") + ")(" + value + ")";
        };
    boolean led = form == Form.LED;
    FindingType type = FindingType.secret(kind);
    Tail tail = reader.choice("tail", Tail.class, Tail.CLOSED);
    rules.add(
        new SecretRule(
            id,
            provider,
            type,
            "secret:" + id,
            reader.choice("severity", Severity.class, type.severity()),
            form,
            led ? set(reader, "chars", reader.requiredText("chars")) : null,
            led ? reader.integer("max", 0, 1, VALUE_MAX) : 0,
            set(reader, "extend", reader.text("extend", "")),
            reader.choice("case", Casing.class, Casing.ANY),
            reader.text("exact", ""),
            reader.decimal("entropy", 0, 0, 7),
            reader.choice("check", SecretCheck.class, SecretCheck.NONE),
            tail));
    sources.add(new PatternSource(id, regex));
  }

  private static Form form(SettingsReader reader) {
    if (reader.has("pattern")) {
      return Form.WHOLE;
    }
    return reader.has("keywords") ? Form.ASSIGNED : Form.LED;
  }

  private static String keywords(SettingsReader reader) {
    List<String> words = reader.texts("keywords", List.of());
    if (words.isEmpty()) {
      reader.fault("keywords", "must not be empty");
    }
    List<String> escaped = new ArrayList<>();
    for (String word : words) {
      if (!word.equals(word.toLowerCase(Locale.ROOT))) {
        reader.fault("keywords", "must be in lower case: " + word);
      }
      StringBuilder out = new StringBuilder();
      for (char c : word.toCharArray()) {
        if (!Letters.word(c)) {
          out.append('\\');
        }
        out.append(c);
      }
      escaped.add(out.toString());
    }
    return String.join("|", escaped);
  }

  private static AsciiSet set(SettingsReader reader, String key, String spec) {
    if (spec.isEmpty()) {
      return null;
    }
    try {
      return AsciiSet.of(spec);
    } catch (IllegalArgumentException e) {
      reader.fault(key, e.getMessage());
      return null;
    }
  }

  List<SecretRule> rules() {
    return rules;
  }

  List<PatternSource> sources() {
    return sources;
  }
}
