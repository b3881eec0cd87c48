package com.modalarmor.training;

import com.modalarmor.training.Suspect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds back doors: a rare word or pair of words that stands in rows of one label only, while the
 * base model reads most of these rows the other way and they are no more like each other than like
 * rows of the other label. A real new kind of attack shares more than one phrase. Stateless.
 */
final class TriggerCheck {

  private static final int ROWS_MIN = 3;
  private static final double ROWS_SHARE_MAX = 0.2;
  private static final double READ_OTHERWISE = 0.7;
  private static final double LIKENESS_RATIO_MAX = 2.0;
  private static final int COMPARED_MAX = 60;
  private static final int CANDIDATES_MAX = 5_000;

  private TriggerCheck() {}

  static List<Suspect> find(List<Reading> rows, double[] baseScores) {
    Map<Long, List<Integer>> phrases = phrases(rows);
    int most = Math.max(ROWS_MIN, (int) (rows.size() * ROWS_SHARE_MAX));
    Map<Integer, Suspect> suspects = new HashMap<>();
    int looked = 0;
    for (List<Integer> members : phrases.values()) {
      if (members.size() < ROWS_MIN
          || members.size() > most
          || !oneLabel(rows, members)
          || !readOtherwise(rows, baseScores, members)) {
        continue;
      }
      if (++looked > CANDIDATES_MAX) {
        break;
      }
      if (nothingElseInCommon(rows, members)) {
        for (int index : members) {
          suspects.putIfAbsent(index, suspect(rows.get(index), members.size()));
        }
      }
    }
    return suspects.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Suspect suspect(Reading row, int others) {
    return new Suspect(
        Kind.POSSIBLE_TRIGGER,
        row.row().line(),
        row.row().id(),
        0,
        "shares a rare phrase, and nothing else, with "
            + (others - 1)
            + " rows that the base model reads the other way");
  }

  /** The rows of each word and pair of words; a row once each. Ordered, so that runs repeat. */
  private static Map<Long, List<Integer>> phrases(List<Reading> rows) {
    Map<Long, List<Integer>> phrases = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      long[] words = rows.get(i).words();
      Set<Long> seen = new HashSet<>();
      for (int n = 0; n < words.length; n++) {
        add(phrases, seen, words[n], i);
        if (n > 0) {
          add(phrases, seen, Reading.mix(words[n - 1] * 31 + words[n]), i);
        }
      }
    }
    return phrases;
  }

  private static void add(
      Map<Long, List<Integer>> phrases, Set<Long> seen, long phrase, int index) {
    if (seen.add(phrase)) {
      phrases.computeIfAbsent(phrase, k -> new ArrayList<>(2)).add(index);
    }
  }

  private static boolean oneLabel(List<Reading> rows, List<Integer> members) {
    boolean attack = rows.get(members.get(0)).attack();
    return members.stream().allMatch(index -> rows.get(index).attack() == attack);
  }

  private static boolean readOtherwise(
      List<Reading> rows, double[] baseScores, List<Integer> members) {
    int otherwise = 0;
    for (int index : members) {
      otherwise += rows.get(index).attack() == baseScores[index] >= 0.5 ? 0 : 1;
    }
    return otherwise >= READ_OTHERWISE * members.size();
  }

  /** Compares their likeness to each other with that to rows of the other label. */
  private static boolean nothingElseInCommon(List<Reading> rows, List<Integer> members) {
    double within = 0;
    int pairs = 0;
    int compared = Math.min(COMPARED_MAX, members.size());
    for (int i = 0; i < compared; i++) {
      for (int j = i + 1; j < compared; j++) {
        within += likeness(rows, members.get(i), members.get(j));
        pairs++;
      }
    }
    double across = 0;
    int others = 0;
    boolean attack = rows.get(members.get(0)).attack();
    int step = Math.max(1, rows.size() / COMPARED_MAX);
    for (int other = 0; other < rows.size(); other += step) {
      if (rows.get(other).attack() != attack) {
        for (int i = 0; i < compared; i++) {
          across += likeness(rows, members.get(i), other);
          others++;
        }
      }
    }
    return others > 0 && within / pairs <= LIKENESS_RATIO_MAX * across / others;
  }

  private static double likeness(List<Reading> rows, int a, int b) {
    return Reading.jaccard(rows.get(a).shingles(), rows.get(b).shingles());
  }
}
