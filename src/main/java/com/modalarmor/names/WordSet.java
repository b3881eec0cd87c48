package com.modalarmor.names;

import java.util.HashSet;
import java.util.Set;

/** Plain lower-case words, asked for by the hash of a token. Immutable. */
final class WordSet {

  private final Hashes hashes;

  private WordSet(Hashes hashes) {
    this.hashes = hashes;
  }

  /** Words between blanks. */
  static WordSet of(String words) {
    Set<Integer> all = new HashSet<>();
    for (String word : words.strip().split("\\s+")) {
      all.add(Tokens.word(word));
    }
    return new WordSet(Hashes.of(all));
  }

  boolean has(Tokens t, int i) {
    return i >= 0 && i < t.count && hashes.has(t.lower[i]);
  }
}
