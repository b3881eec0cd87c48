package com.modalarmor.text;

import java.util.ArrayList;
import java.util.List;

/** The ways in which a folded view can differ from the text as sent, case aside. */
public enum Transform {
  NFKC("nfkc"),
  INVISIBLE("zero_width"),
  HOMOGLYPH("homoglyph");

  private final String wireName;

  Transform(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public int bit() {
    return 1 << ordinal();
  }

  /** The names in a bit set, in the order of this enum. */
  public static List<String> names(int bits) {
    if (bits == 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>(3);
    for (Transform transform : values()) {
      if ((bits & transform.bit()) != 0) {
        names.add(transform.wireName);
      }
    }
    return names;
  }
}
