package com.modalarmor.detect.pii;

import java.util.Arrays;

/** The hits of one text, and the rule for overlapping ones. Scratch; single-threaded. */
final class HitList {

  /** Hits beyond are not kept, and the text counts as not inspected. */
  static final int HITS_MAX = 20_000;

  /**
   * With more of them the weak ones are left out: a text of numbers, of which each may be many
   * things.
   */
  static final int WEAK_MAX = 4_000;

  private static final int OVERLAPS_MAX = 32;

  private int[] entity = new int[32];
  private int[] start = new int[32];
  private int[] end = new int[32];
  private float[] score = new float[32];
  private boolean[] decoded = new boolean[32];
  private Integer[] order = new Integer[32];
  private int count;
  private int kept;
  private boolean full;

  void clear() {
    count = 0;
    kept = 0;
    full = false;
  }

  void add(int ofEntity, int from, int to, float withScore, boolean inDecoded) {
    if (count == HITS_MAX) {
      full = true;
      return;
    }
    if (count == entity.length) {
      int size = count * 2;
      entity = Arrays.copyOf(entity, size);
      start = Arrays.copyOf(start, size);
      end = Arrays.copyOf(end, size);
      score = Arrays.copyOf(score, size);
      decoded = Arrays.copyOf(decoded, size);
    }
    entity[count] = ofEntity;
    start[count] = from;
    end[count] = to;
    score[count] = withScore;
    decoded[count++] = inDecoded;
  }

  /** Hits so far. */
  int count() {
    return count;
  }

  boolean full() {
    return full;
  }

  /**
   * Drops each hit that another one of its entity contains with the same or a higher score; what is
   * left is in order of place.
   */
  void settle() {
    kept = count;
    if (count == 0) {
      return;
    }
    if (order.length < count) {
      order = new Integer[entity.length];
    }
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    if (count < 2) {
      return;
    }
    Arrays.sort(order, 0, count, this::byEntity);
    kept = 0;
    for (int i = 0; i < count; i++) {
      if (!containedInKept(order[i])) {
        order[kept++] = order[i];
      }
    }
    Arrays.sort(order, 0, kept, this::byPlace);
  }

  /** Looks back over kept hits of the same entity: sorted by start, so only few overlap. */
  private boolean containedInKept(int hit) {
    for (int i = kept - 1; i >= 0 && kept - i <= OVERLAPS_MAX; i--) {
      int other = order[i];
      if (entity[other] != entity[hit]) {
        return false;
      }
      if (end[hit] <= end[other] && score[hit] <= score[other]) {
        return true;
      }
    }
    return false;
  }

  private int byEntity(int a, int b) {
    if (entity[a] != entity[b]) {
      return Integer.compare(entity[a], entity[b]);
    }
    if (start[a] != start[b]) {
      return Integer.compare(start[a], start[b]);
    }
    if (end[a] != end[b]) {
      return Integer.compare(end[b], end[a]);
    }
    int byScore = Float.compare(score[b], score[a]);
    return byScore != 0 ? byScore : Boolean.compare(decoded[a], decoded[b]);
  }

  private int byPlace(int a, int b) {
    if (start[a] != start[b]) {
      return Integer.compare(start[a], start[b]);
    }
    return end[a] != end[b]
        ? Integer.compare(end[a], end[b])
        : Integer.compare(entity[a], entity[b]);
  }

  /** The place, or the start of the first hit of those that lie across it, one over the other. */
  int startOfWhatCrosses(int place) {
    int start = place;
    for (int i = kept - 1; i >= 0; i--) {
      if (startAt(i) < start && endAt(i) > start) {
        start = startAt(i);
      }
    }
    return start;
  }

  /** Hits left, after {@link #settle}. */
  int size() {
    return kept;
  }

  int entityAt(int index) {
    return entity[order[index]];
  }

  int startAt(int index) {
    return start[order[index]];
  }

  int endAt(int index) {
    return end[order[index]];
  }

  float scoreAt(int index) {
    return score[order[index]];
  }

  boolean decodedAt(int index) {
    return decoded[order[index]];
  }
}
