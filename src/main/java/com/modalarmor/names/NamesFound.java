package com.modalarmor.names;

/** The names of one window: token ranges, kinds and scores. Scratch, single-threaded. */
final class NamesFound {

  final int[] first = new int[2 * Tokens.TOKENS_MAX];
  final int[] last = new int[2 * Tokens.TOKENS_MAX];
  final NameKind[] kind = new NameKind[2 * Tokens.TOKENS_MAX];
  final float[] score = new float[2 * Tokens.TOKENS_MAX];
  int count;

  void clear() {
    count = 0;
  }

  void add(NameKind newKind, int from, int to, float newScore) {
    if (count < first.length) {
      kind[count] = newKind;
      first[count] = from;
      last[count] = to;
      score[count++] = newScore;
    }
  }
}
