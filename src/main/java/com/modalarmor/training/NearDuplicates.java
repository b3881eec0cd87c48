package com.modalarmor.training;

import com.modalarmor.training.Suspect.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds rows that say the same: equal after folding, or alike in four fifths of their letter groups
 * (candidates by min-hash, each then compared exactly). Stateless.
 */
final class NearDuplicates {

  private static final double ALIKE = 0.8;
  private static final int BANDS = 16;
  private static final int HASHES_PER_BAND = 4;

  /** Rows of one bucket that a row is compared with: a flood of copies must not cost a square. */
  private static final int COMPARED_MAX = 64;

  private NearDuplicates() {}

  static List<Suspect> find(List<Reading> rows) {
    List<Suspect> suspects = new ArrayList<>();
    Map<Long, List<Integer>> buckets = new HashMap<>();
    boolean[] conflicting = new boolean[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Reading row = rows.get(i);
      long[] keys = keys(row.shingles());
      int twin = twin(rows, i, keys, buckets);
      if (twin >= 0) {
        judge(rows, i, twin, conflicting, suspects);
      }
      for (long key : keys) {
        buckets.computeIfAbsent(key, k -> new ArrayList<>(1)).add(i);
      }
    }
    return suspects;
  }

  private static void judge(
      List<Reading> rows, int index, int twin, boolean[] conflicting, List<Suspect> suspects) {
    Reading row = rows.get(index);
    Reading other = rows.get(twin);
    if (row.attack() != other.attack()) {
      suspects.add(suspect(Kind.LABEL_CONFLICT, row, other, "labelled the other way in line "));
      if (!conflicting[twin]) {
        suspects.add(suspect(Kind.LABEL_CONFLICT, other, row, "labelled the other way in line "));
      }
      conflicting[index] = true;
      conflicting[twin] = true;
      return;
    }
    boolean exact = Arrays.equals(row.words(), other.words());
    suspects.add(
        suspect(
            exact ? Kind.EXACT_DUPLICATE : Kind.NEAR_DUPLICATE,
            row,
            other,
            exact ? "says the same as line " : "says nearly the same as line "));
  }

  private static Suspect suspect(Kind kind, Reading row, Reading other, String what) {
    long line = other.row().line();
    return new Suspect(kind, row.row().line(), row.row().id(), line, what + line);
  }

  /** A row before this one that is alike, one with the other label first; -1 = none. */
  private static int twin(
      List<Reading> rows, int index, long[] keys, Map<Long, List<Integer>> buckets) {
    int twin = -1;
    Reading row = rows.get(index);
    for (long key : keys) {
      List<Integer> bucket = buckets.getOrDefault(key, List.of());
      for (int n = 0; n < bucket.size() && n < COMPARED_MAX; n++) {
        int candidate = bucket.get(n);
        Reading other = rows.get(candidate);
        if (Reading.jaccard(row.shingles(), other.shingles()) >= ALIKE) {
          if (other.attack() != row.attack()) {
            return candidate;
          }
          twin = twin < 0 ? candidate : twin;
        }
      }
    }
    return twin;
  }

  private static long[] keys(long[] shingles) {
    long[] keys = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int n = 0; n < HASHES_PER_BAND; n++) {
        long salt = Reading.mix(band * HASHES_PER_BAND + n + 1);
        long least = Long.MAX_VALUE;
        for (long shingle : shingles) {
          least = Math.min(least, Reading.mix(shingle ^ salt));
        }
        key = Reading.mix(key ^ least);
      }
      keys[band] = key;
    }
    return keys;
  }
}
