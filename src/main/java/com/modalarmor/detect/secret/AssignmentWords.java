package com.modalarmor.detect.secret;

import com.modalarmor.settings.SettingsReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words by which assignments are judged, as written in their file. Immutable. */
record AssignmentWords(
    WordList passwords,
    WordList lastWords,
    WordList secrets,
    WordList keys,
    WordList notNames,
    WordList stopWords,
    Set<String> stopValues) {

  static AssignmentWords read(SettingsReader reader) {
    return new AssignmentWords(
        words(reader, "passwords"),
        words(reader, "last-words"),
        words(reader, "secrets"),
        words(reader, "keys"),
        words(reader, "not-names"),
        words(reader, "stop-words"),
        Set.copyOf(reader.texts("stop-values", List.of())));
  }

  private static WordList words(SettingsReader reader, String key) {
    List<String> words = reader.texts(key, List.of());
    for (String word : words) {
      if (word.isEmpty() || !word.equals(word.toLowerCase(Locale.ROOT))) {
        reader.fault(key, "must be words in lower case: '" + word + "'");
      }
    }
    return new WordList(words);
  }
}
