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
      boolean upper =
          source < 128
              ? source != c && Character.toLowerCase(source) == c
              : c >= 'a' && c <= 'z' && Character.isUpperCase(text.codePointAt(from));
      clean.append(upper ? Character.toUpperCase(c) : c, from, folded.originalEnd(i + 1, text));
    }
    return clean;
  }
}
