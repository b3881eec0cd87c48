package com.modalarmor.training;

import com.modalarmor.training.Suspect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds back doors: a rare word or pair of words that stands in rows of one label only, while the
 * base model reads many of these rows the other way, and nothing else in them speaks for their
 * label. A real new kind of attack, or real jargon, shares more than one phrase. Used once.
 */
final class TriggerCheck {

  private static final double ROWS_SHARE_MAX = 0.2;
  private static final double READ_OTHERWISE = 0.4;
  private static final double ALONE = 0.7;

  /** Chance at which rows of one label, all read otherwise, share a phrase by accident. */
  private static final double ACCIDENT_MAX = 1e-4;

  /** Chance at which a phrase stands in rows of one label alone by accident. */
  private static final double EVIDENCE_ACCIDENT_MAX = 0.01;

  /** Phrases with more rows in common than this are one phrase. */
  private static final double SAME_PHRASE = 0.8;

  private static final int EVIDENCE_MIN = 2;

  /** A phrase and the rows it stands in, ascending. */
  private static final class Phrase {
    final List<Integer> rows = new ArrayList<>(2);
    int attacks;

    boolean oneLabel() {
      return attacks == 0 || attacks == rows.size();
    }
  }

  private final List<Reading> rows;
  private final boolean[] otherwise;
  private final List<List<Phrase>> phrasesOf = new ArrayList<>();
  private final Map<Long, Phrase> phrases = new LinkedHashMap<>();
  private final double[] labelShare = new double[2];
  private final double[] otherwiseShare = new double[2];

  private TriggerCheck(List<Reading> rows, double[] baseScores) {
    this.rows = rows;
    this.otherwise = new boolean[rows.size()];
    for (int i = 0; i < otherwise.length; i++) {
      int label = rows.get(i).attack() ? 1 : 0;
      otherwise[i] = rows.get(i).attack() != baseScores[i] >= 0.5;
      labelShare[label] += 1.0 / otherwise.length;
      otherwiseShare[label] += otherwise[i] ? 1.0 / otherwise.length : 0;
      phrasesOf.add(read(i));
    }
  }

  static List<Suspect> find(List<Reading> rows, double[] baseScores) {
    return new TriggerCheck(rows, baseScores).find();
  }

  private List<Phrase> read(int index) {
    Map<Long, Phrase> own = new LinkedHashMap<>();
    long[] words = rows.get(index).words();
    for (int n = 0; n < words.length; n++) {
      own.put(words[n], null);
      if (n > 0) {
        own.put(Reading.mix(words[n - 1] * 31 + words[n]), null);
      }
    }
    List<Phrase> found = new ArrayList<>(own.size());
    for (long key : own.keySet()) {
      Phrase phrase = phrases.computeIfAbsent(key, k -> new Phrase());
      phrase.rows.add(index);
      phrase.attacks += rows.get(index).attack() ? 1 : 0;
      found.add(phrase);
    }
    return found;
  }

  private List<Suspect> find() {
    int most = (int) (rows.size() * ROWS_SHARE_MAX);
    Map<Integer, Suspect> suspects = new HashMap<>();
    for (Phrase phrase : phrases.values()) {
      if (phrase.rows.size() <= most
          && phrase.oneLabel()
          && readOtherwise(phrase)
          && standsAlone(phrase)) {
        for (int index : phrase.rows) {
          suspects.putIfAbsent(index, suspect(rows.get(index), phrase.rows.size()));
        }
      }
    }
    return suspects.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Suspect suspect(Reading row, int of) {
    return new Suspect(
        Kind.POSSIBLE_TRIGGER,
        row.row().line(),
        row.row().id(),
        0,
        "one rare phrase is all that speaks for the label of "
            + of
            + " rows, many of which the base model reads the other way");
  }

  private int label(Phrase phrase) {
    return phrase.attacks > 0 ? 1 : 0;
  }

  private boolean readOtherwise(Phrase phrase) {
    int count = 0;
    for (int index : phrase.rows) {
      count += otherwise[index] ? 1 : 0;
    }
    double share = Math.max(1.0 / rows.size(), otherwiseShare[label(phrase)]);
    return count >= READ_OTHERWISE * phrase.rows.size() && Math.pow(share, count) <= ACCIDENT_MAX;
  }

  private boolean standsAlone(Phrase phrase) {
    int alone = 0;
    for (int index : phrase.rows) {
      int evidence = 0;
      for (Phrase other : phrasesOf.get(index)) {
        evidence += speaksFor(other, label(phrase)) && !same(other, phrase) ? 1 : 0;
      }
      alone += evidence < EVIDENCE_MIN ? 1 : 0;
    }
    return alone >= ALONE * phrase.rows.size();
  }

  /** True for a phrase of one label alone that is no accident. */
  private boolean speaksFor(Phrase phrase, int label) {
    return phrase.oneLabel()
        && label(phrase) == label
        && Math.pow(labelShare[label], phrase.rows.size()) <= EVIDENCE_ACCIDENT_MAX;
  }

  private static boolean same(Phrase a, Phrase b) {
    if (a == b) {
      return true;
    }
    int shared = 0;
    for (int i = 0, j = 0; i < a.rows.size() && j < b.rows.size(); ) {
      int order = Integer.compare(a.rows.get(i), b.rows.get(j));
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return shared >= SAME_PHRASE * (a.rows.size() + b.rows.size() - shared);
  }
}
