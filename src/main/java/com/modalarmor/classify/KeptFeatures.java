package com.modalarmor.classify;

import java.util.List;

/** Which features keep their weights. Stateless. */
final class KeptFeatures {

  private KeptFeatures() {}

  /** Those that so many texts hold at least. */
  static boolean[] common(List<Learner.Example> examples, int textsMin, int features) {
    byte[] texts = new byte[features];
    int[] seen = new int[features];
    for (int e = 0; e < examples.size(); e++) {
      for (int[] block : examples.get(e).blocks()) {
        for (int id : block) {
          if (seen[id] != e + 1) {
            seen[id] = e + 1;
            texts[id] += texts[id] < textsMin ? 1 : 0;
          }
        }
      }
    }
    boolean[] common = new boolean[features];
    for (int i = 0; i < common.length; i++) {
      common[i] = texts[i] >= textsMin;
    }
    return common;
  }

  /** What was known stays known. */
  static boolean[] with(byte[] known, boolean[] kept) {
    for (int i = 0; i < kept.length; i++) {
      kept[i] |= known[i] != 0;
    }
    return kept;
  }
}
