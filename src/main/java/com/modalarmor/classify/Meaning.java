package com.modalarmor.classify;

/** The concepts of words, with those of the words met lately at hand. Scratch of one thread. */
final class Meaning {

  private static final int KNOWN_BITS = 11;

  private final Concepts concepts;

  /** Words met lately, by hash, and their concepts: most words of a text come again. */
  private final int[] known = new int[1 << KNOWN_BITS];

  private final byte[] conceptOf = new byte[1 << KNOWN_BITS];
  private final int[] prefixes = new int[Concepts.STEM_MAX];

  Meaning(Concepts concepts) {
    this.concepts = concepts;
  }

  /**
   * The concept of the words that end here, 0 = none.
   *
   * @param h hash of the word, {@code pair} of it and the one before, {@code triple} of all three
   * @param spreads the word's characters from {@code first} on, each {@link FeatureHash#spread},
   *     and whatever follows
   */
  int of(int h, int pair, int triple, int[] spreads, int first) {
    int phrase = concepts.ofPhrase(triple, pair);
    if (phrase != 0) {
      return phrase;
    }
    int cell = h >>> Integer.SIZE - KNOWN_BITS;
    if (known[cell] != h) {
      known[cell] = h;
      conceptOf[cell] = (byte) look(h, spreads, first);
    }
    return conceptOf[cell];
  }

  /** Goes letter by letter until the hash of all of them is the word's. */
  private int look(int h, int[] spreads, int first) {
    int hash = 0;
    int letters = 0;
    while (letters < prefixes.length && first + letters < spreads.length) {
      hash = FeatureHash.longer(hash, spreads[first + letters]);
      prefixes[letters++] = hash;
      if (FeatureHash.word(hash) == h) {
        break;
      }
    }
    return concepts.ofWord(h, prefixes, letters);
  }
}
