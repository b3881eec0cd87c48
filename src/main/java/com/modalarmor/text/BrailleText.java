package com.modalarmor.text;

/** Reads uncontracted English Braille. */
final class BrailleText implements Decoder {

  private static final int LETTERS_MIN = 5;

  /** Patterns of a to z, as offsets from U+2800. */
  private static final int[] PATTERNS = {
    0x01, 0x03, 0x09, 0x19, 0x11, 0x0B, 0x1B, 0x13, 0x0A, 0x1A, 0x05, 0x07, 0x0D, 0x1D, 0x15, 0x0F,
    0x1F, 0x17, 0x0E, 0x1E, 0x25, 0x27, 0x3A, 0x2D, 0x3D, 0x35
  };

  private static final char[] LETTERS = letters();

  @Override
  public int evidence() {
    return Evidence.BRAILLE;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    Letters letters = out.letters;
    letters.clear();
    boolean found = false;
    boolean suspect = false;
    for (int i = 0; i <= length; i++) {
      char c = i < length ? chars[i] : 'x';
      if (c > 0x2800 && c <= 0x28FF) {
        char letter = LETTERS[c - 0x2800];
        if (letter != 0) {
          letters.add(letter, i, i + 1);
        }
      } else if (c == 0x2800 || c == ' ' || c == '\n') {
        letters.wordBreak();
      } else if (letters.count() > 0) {
        if (letters.count() >= LETTERS_MIN) {
          out.gap();
          boolean spelled = letters.spell(out, true);
          found |= spelled;
          suspect |= spelled && letters.words() > 1;
        }
        letters.clear();
      }
    }
    if (found) {
      out.keep(Transform.BRAILLE.bit(), suspect);
    }
  }

  private static char[] letters() {
    char[] letters = new char[256];
    for (int i = 0; i < 26; i++) {
      letters[PATTERNS[i]] = (char) ('a' + i);
    }
    return letters;
  }
}
