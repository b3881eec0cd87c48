package com.modalarmor.vector.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of different ids that are nearly the same as one another and were written within an hour.
 * Each new row is compared with the first of each such group; the groups met last are remembered.
 * Not thread-safe; bounded.
 */
final class Floods {

  /** Rows that are a flood together. */
  static final int ROWS = 20;

  private static final int GROUPS_MAX = 256;
  private static final long WINDOW_NANOS = 3_600_000_000_000L;

  /** Part of the squared distance of two ordinary rows within which two are nearly the same. */
  private static final float NEAR = 0.03f;

  /** Part of the squared length, as long as nobody knows what is ordinary. */
  private static final float NEAR_ALONE = 0.004f;

  /** Rows that are nearly the same as the first of them. */
  static final class Group {
    private final float[] first;
    private final int[] ids = new int[ROWS];
    private int count;
    private long beganNanos;
    private long metNanos;

    private Group(float[] first, long nowNanos) {
      this.first = first;
      this.beganNanos = nowNanos;
    }

    boolean isFlood() {
      return count == ROWS;
    }

    private void add(int id, long nowNanos) {
      metNanos = nowNanos;
      if (nowNanos - beganNanos > WINDOW_NANOS) {
        beganNanos = nowNanos;
        count = 0;
      }
      for (int i = 0; i < count; i++) {
        if (ids[i] == id) {
          return; // the same row once more
        }
      }
      if (count < ROWS) {
        ids[count++] = id;
      }
    }

    boolean isNew() {
      return count == 1;
    }
  }

  private final List<Group> groups = new ArrayList<>();

  /**
   * The group of a row that is written.
   *
   * @param typical squared distance of two ordinary rows; 0 = not known
   */
  Group add(float[] row, String id, float typical, long nowNanos) {
    float bound = Math.max(NEAR * typical, NEAR_ALONE * Sketch.dot(row, row));
    Group near = null;
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      boolean larger = near == null || group.count > near.count;
      if (larger && Sketch.square(row, group.first) <= bound) {
        near = group; // of several the largest, so that a flood does not split
      }
    }
    if (near == null) {
      near = new Group(row, nowNanos);
      put(near);
    }
    near.add(id.hashCode(), nowNanos);
    return near;
  }

  private void put(Group group) {
    if (groups.size() < GROUPS_MAX) {
      groups.add(group);
      return;
    }
    int oldest = 0;
    for (int i = 1; i < GROUPS_MAX; i++) {
      if (groups.get(i).metNanos - groups.get(oldest).metNanos < 0) {
        oldest = i;
      }
    }
    groups.set(oldest, group);
  }
}
