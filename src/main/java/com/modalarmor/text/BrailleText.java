package com.modalarmor.text;

/** Reads uncontracted English Braille. */
final class BrailleText implements Decoder {

  private static final int LETTERS_MIN = 5;

  /** Patterns of a to z, as offsets from U+2800. */
  private static final int[] PATTERNS = {
    0x01, 0x03, 0x09, 0x19, 0x11, 0x0B, 0x1B, 0x13, 0x0A, 0x1A, 0x05, 0x07, 0x0D, 0x1D, 0x15, 0x0F,
    0x1F, 0x17, 0x0E, 0x1E, 0x25, 0x27, 0x3A, 0x2D, 0x3D, 0x35
  };

  /** Patterns of punctuation; one of them stands for the question mark and opens a quotation. */
  private static final int[] SIGN_PATTERNS = {0x02, 0x06, 0x12, 0x32, 0x16, 0x26, 0x04, 0x24};

  private static final String SIGNS = ",;:.!?'-";

  private static final char FIRST = 0x2800;
  private static final char NUMBER_SIGN = 0x283C;
  private static final char[] LETTERS = letters();

  @Override
  public int evidence() {
    return Evidence.BRAILLE;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    if (!several(chars, length)) {
      return;
    }
    out.begin(in);
    int letters = 0;
    boolean number = false;
    int i = 0;
    while (i < length) {
      if (!cell(chars[i])) {
        number = false;
        i++;
        continue;
      }
      int end = i;
      while (end < length && (cell(chars[end]) || between(chars, end, length))) {
        end++;
      }
      out.replace(i, end);
      for (int j = i; j < end; j++) {
        char c = chars[j];
        if (c == NUMBER_SIGN) {
          number = true;
          continue;
        }
        char letter = cell(c) ? LETTERS[c - FIRST] : c;
        number &= letter >= 'a' && letter <= 'j';
        // A sign alone among others may be there by chance.
        letters += end - i > 1 && cell(c) && letter != 0 && letter != ' ' ? 1 : 0;
        out.append(number ? digit(letter) : letter == 0 ? ' ' : letter, j, j + 1);
      }
      i = end;
    }
    if (letters < LETTERS_MIN) {
      return;
    }
    out.finishReplacing();
    Plausibility reading = out.plausibility.read(out.chars(), 0, out.length());
    boolean known = reading.share(0.35);
    if (known || reading.letters >= 10 && reading.plainness > reading.letters) {
      out.keep(Transform.BRAILLE.bit(), reading.knownWords > 1);
    }
  }

  /** As many cells beside others as letters are needed; what is copied for fewer is for nothing. */
  private static boolean several(char[] chars, int length) {
    int cells = 0;
    for (int i = 0; i < length && cells < LETTERS_MIN; i++) { // one or two places apart
      cells += cell(chars[i]) && beside(chars, i, length) ? 1 : 0;
    }
    return cells >= LETTERS_MIN;
  }

  private static boolean beside(char[] chars, int at, int length) {
    boolean found = false;
    for (int i = Math.max(0, at - 2); i <= Math.min(length - 1, at + 2); i++) {
      found |= i != at && cell(chars[i]);
    }
    return found;
  }

  private static boolean cell(char c) {
    return c >= FIRST && c <= FIRST + 0xFF;
  }

  /** One sign of another sort, or a blank, between cells. */
  private static boolean between(char[] chars, int at, int length) {
    return at + 1 < length && at > 0 && cell(chars[at - 1]) && cell(chars[at + 1]);
  }

  /** A number is written with the letters a to j. */
  private static char digit(char letter) {
    return letter == 'j' ? '0' : (char) ('1' + letter - 'a');
  }

  private static char[] letters() {
    char[] letters = new char[256];
    for (int i = 0; i < 26; i++) {
      letters[PATTERNS[i]] = (char) ('a' + i);
    }
    for (int i = 0; i < SIGNS.length(); i++) {
      letters[SIGN_PATTERNS[i]] = SIGNS.charAt(i);
    }
    letters[0] = ' ';
    return letters;
  }
}
