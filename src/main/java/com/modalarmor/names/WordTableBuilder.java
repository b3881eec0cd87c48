package com.modalarmor.names;

import java.util.List;

/** Makes a {@link WordTable} of plain texts and labelled rows. Stateless. */
final class WordTableBuilder {

  static final int FINE = 500;
  static final int COARSE = 60;

  /** A lower-case word that was seen so often, and next to never in a name, is not looked at. */
  private static final int SEEN_MIN = 20;

  /** A word with a capital must have been seen in labelled rows so often, never in a name. */
  private static final int LABELLED_MIN = 8;

  private static final double NAMED_MAX = 0.002;
  private static final double LINKING_MAX = 0.08;
  private static final int LINKING_SEEN_MIN = 400;

  private WordTableBuilder() {}

  static WordTable of(List<String> texts, List<NameRow> rows, long seed) {
    WordCounts counts = new WordCounts();
    texts.forEach(counts::count);
    for (NameRow row : rows) {
      counts.count(row.text());
      counts.count(row);
    }
    counts.choose();
    texts.forEach(counts::neighbours);
    rows.forEach(row -> counts.neighbours(row.text()));
    WordSpace space = new WordSpace(counts, seed);
    return counts.table(space.groups(FINE), space.groups(COARSE), WordTableBuilder::use);
  }

  private static int use(WordCounts counts, int word) {
    int seen = counts.seen(word);
    int labelled = counts.labelled(word);
    int named = counts.named(word);
    if (seen < SEEN_MIN) {
      return WordTable.OPEN;
    }
    if (named == 0 && labelled >= LABELLED_MIN) {
      return WordTable.SILENT;
    }
    if (named <= NAMED_MAX * labelled) {
      return WordTable.QUIET;
    }
    return seen >= LINKING_SEEN_MIN && labelled >= 50 && named <= LINKING_MAX * labelled
        ? WordTable.LINKING
        : WordTable.OPEN;
  }
}
