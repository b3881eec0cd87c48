package com.modalarmor.names;

import java.util.Arrays;

/**
 * The labels of tokens: none, and begin, inside, end and single of each type; of addresses, which
 * are long, begin and inside alone. Stateless.
 */
public final class Tags {

  public static final int NONE = 0;
  public static final int PERSON = 1;
  public static final int LOCATION = 5;
  public static final int ORGANIZATION = 9;
  public static final int ADDRESS = 13;
  public static final int TAGS = 15;

  /** Numbers kept for each feature: one more than there are tags, for two words of memory. */
  public static final int LANES = 16;

  static final int BEGIN = 0;
  static final int INSIDE = 1;
  static final int END = 2;
  static final int SINGLE = 3;

  /** The tags that may stand before each tag. */
  static final int[][] BEFORE = before();

  private Tags() {}

  /** The first tag of its type, or {@link #NONE}. */
  static int type(int tag) {
    return tag == NONE ? NONE : tag >= ADDRESS ? ADDRESS : tag - ((tag - 1) & 3);
  }

  static int place(int tag) {
    return tag >= ADDRESS ? tag - ADDRESS : (tag - 1) & 3;
  }

  /** True when nothing has to follow it. */
  static boolean closes(int tag) {
    return tag == NONE || tag >= ADDRESS || place(tag) >= END;
  }

  /** True when nothing has to stand before it. */
  static boolean opens(int tag) {
    return tag == NONE || place(tag) == BEGIN || (tag < ADDRESS && place(tag) == SINGLE);
  }

  /** True when it belongs to the name that began before it. */
  static boolean goesOn(int tag) {
    return tag != NONE && !opens(tag);
  }

  static boolean follows(int before, int tag) {
    return opens(tag) ? closes(before) : type(before) == type(tag) && place(before) <= INSIDE;
  }

  private static int[][] before() {
    int[][] all = new int[TAGS][];
    for (int tag = 0; tag < TAGS; tag++) {
      int n = 0;
      int[] found = new int[TAGS];
      for (int from = 0; from < TAGS; from++) {
        if (follows(from, tag)) {
          found[n++] = from;
        }
      }
      all[tag] = Arrays.copyOf(found, n);
    }
    return all;
  }
}
