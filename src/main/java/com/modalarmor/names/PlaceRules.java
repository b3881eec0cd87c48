package com.modalarmor.names;

/**
 * Known cities that the model passed over behind a preposition of another language: {@code moro em
 * Lisboa}, {@code si terrà a Milano}. Stateless.
 */
final class PlaceRules {

  /** Prepositions that are no English words. */
  private static final WordSet ABROAD =
      WordSet.of("em aus nach naar presso desde hacia hasta vers bis");

  /** Those that are, or look like one; they count behind a word that no English text knows. */
  private static final WordSet EITHER = WordSet.of("a en in di da de");

  /** Cities by the names that they bear at home, without accents. */
  private static final WordSet AT_HOME =
      WordSet.of(
          "milano roma napoli torino firenze venezia genova padova munchen koln wien zurich geneve"
              + " lisboa sevilla praha warszawa krakow kobenhavn goteborg antwerpen bruxelles brussel"
              + " moskva bucuresti nurnberg hannover braunschweig gent brugge luzern");

  private PlaceRules() {}

  /** The last token of the city that begins at token {@code i}, or -1. */
  static int last(Tokens t, Sighting s, byte[] tags, int i) {
    if (i < 1 || !t.capital(i) || t.shape[i - 1] != Tokens.SHAPE_LOWER) {
      return -1;
    }
    boolean foreign =
        EITHER.has(t, i - 1) && i > 1 && t.shape[i - 2] == Tokens.SHAPE_LOWER && s.word[i - 2] == 0;
    if (!foreign && !ABROAD.has(t, i - 1)) {
      return -1;
    }
    int last = i;
    if (s.place[i] == 1 && (s.phrase[i] & Lexicon.CITY) != 0) {
      while (last + 1 < t.count && s.place[last] != 3) {
        last++;
      }
    } else if ((s.lists[i] & Lexicon.CITY) == 0 && !AT_HOME.has(t, i)) {
      return -1;
    }
    for (int k = i; k <= last; k++) {
      if (tags[k] != Tags.NONE) {
        return -1;
      }
    }
    return last;
  }
}
