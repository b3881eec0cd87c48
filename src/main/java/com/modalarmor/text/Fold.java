package com.modalarmor.text;

/** Folds a text into the form that signatures are written in. Stateless. */
final class Fold {

  private Fold() {}

  /** Fills {@code out}; returns the bit set of {@link Transform}s that changed something. */
  static int fold(String text, View out) {
    char[] chars = out.beginIdentity(text);
    int length = out.length();
    for (int i = 0; i < length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return 0;
  }
}
