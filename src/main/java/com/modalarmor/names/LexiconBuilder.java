package com.modalarmor.names;

import java.util.List;
import java.util.TreeMap;

/** Makes a {@link Lexicon} of lists of names. Single-threaded. */
final class LexiconBuilder {

  private static final int PHRASE_CHARS_MAX = 60;

  private final TreeMap<Integer, Integer> entries = new TreeMap<>();
  private final TokenReader reader = new TokenReader();

  static Lexicon of(NameLists names) {
    LexiconBuilder builder = new LexiconBuilder();
    names.lists.forEach((list, values) -> values.forEach(value -> builder.add(value, list)));
    return Tables.lexicon(List.copyOf(builder.entries.entrySet()));
  }

  /** Plurals of peoples, too. */
  private void add(String phrase, int list) {
    put(phrase, list);
    if ((list == Lexicon.PEOPLE || list == Lexicon.CREED) && !phrase.endsWith("s")) {
      put(phrase + "s", list);
    }
  }

  private void put(String phrase, int list) {
    if (phrase.isEmpty() || phrase.length() > PHRASE_CHARS_MAX) {
      return;
    }
    char[] chars = phrase.toCharArray();
    reader.begin(chars, 0, chars.length);
    if (!reader.next() || reader.tokens.count > Lexicon.PHRASE_TOKENS_MAX) {
      return;
    }
    Tokens t = reader.tokens;
    boolean mark = t.count == 1 && t.shape[0] == Tokens.SHAPE_MARK;
    if (t.shape[0] == Tokens.SHAPE_UNCASED || mark) {
      return;
    }
    int key = Lexicon.key(t.lower[0]);
    for (int i = 1; i < t.count; i++) {
      entries.merge(key, Lexicon.MORE, (a, b) -> a | b);
      key = Lexicon.longer(key, t.lower[i]);
    }
    entries.merge(key, list, (a, b) -> a | b);
  }
}
