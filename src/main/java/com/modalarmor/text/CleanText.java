package com.modalarmor.text;

/** A folded view with the case of the original put back, for decoders. Scratch. */
final class CleanText {

  private final View clean = new View();

  View read(String text, View folded) {
    clean.beginRanged();
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.chars()[i];
      int from = folded.originalStart(i);
      char source = text.charAt(from);
      boolean upper = source != c && source < 128 && Character.toLowerCase(source) == c;
      clean.append(upper ? source : c, from, folded.originalEnd(i + 1, text));
    }
    return clean;
  }
}
