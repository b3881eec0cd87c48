package com.modalarmor.text;

/**
 * Reads digits and signs in the place of letters, where that makes a frequent word of what is none.
 */
final class LeetWords implements Decoder {

  private static final String SIGNS = "0134567892@$!|+";
  private static final String LETTERS = "oieasgtbgzasiit";
  private static final int TOKEN_MAX = 24;
  private static final int UNSURE_MAX = 4;
  private static final int WORDS_MIN = 2;
  private static final int LETTERS_MIN = 8;
  private static final int SURE_WORDS = 3;

  /** Characters between a word and the next one. */
  private static final int NEAR = 3;

  /** How sure it is. */
  private static final int FOUND = 1;

  private static final int SURE = 2;
  private static final int DENSE = 3;

  /** Most words are in leet: the text says nothing that the view does not say better. */
  private static final int MOST = 4;

  /** A number of more digits is no word. */
  private static final int NUMBER_MAX = 3;

  /** Digits that stand for one letter where no list helps. */
  private static final String SURE_SIGNS = "013457";

  private static final String SURE_LETTERS = "oieast";

  private static final int LETTER = 1;
  private static final int SIGN = 2;

  /** What may be part of a word: a letter, or a sign in the place of one. */
  private static final byte[] PARTS = parts();

  /** The letter that a character stands for, in lower case: its own, or a sign's; 0 = none. */
  private static final char[] LETTER_OF = letterOf();

  @Override
  public int evidence() {
    return Evidence.LEET;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    if (!promising(in, out.word)) {
      return;
    }
    out.begin(in);
    int found = decode(in, out, false);
    if (found >= DENSE) {
      // Who writes most words so writes all of them so, those too that no list has.
      out.begin(in);
      decode(in, out, true);
    }
    if (found > 0) {
      out.finishReplacing();
      if (found == MOST) {
        out.keepSameWords(Transform.LEET.bit(), true);
      } else {
        out.keep(Transform.LEET.bit(), found > FOUND);
      }
    }
  }

  /** True when a token of letters and signs stands for a word: without one there is no leet. */
  private static boolean promising(Layer in, char[] word) {
    char[] chars = in.chars();
    int length = in.length();
    byte[] parts = PARTS;
    Signs signs = in.signs();
    int done = 0;
    for (int at = signs.next(0); at < length; at = signs.next(Math.max(done, at + 1))) {
      if (!part(chars[at])) {
        continue;
      }
      int from = at;
      int kinds = SIGN;
      while (from > done && part(chars[from - 1])) {
        kinds |= parts[chars[--from]];
      }
      int end = at + 1;
      while (end < length && part(chars[end])) {
        kinds |= parts[chars[end++]];
      }
      done = end;
      if (kinds == (LETTER | SIGN)) {
        int stop = wordEnd(chars, from, end);
        int found = fits(chars, from, stop, end, length) ? resolve(chars, from, stop, word) : 0;
        if (found > 0 && found < stop - from) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where a token ends without what may be punctuation. */
  private static int wordEnd(char[] chars, int from, int end) {
    int stop = end;
    while (stop > from && (chars[stop - 1] == '!' || chars[stop - 1] == '+')) {
      stop--;
    }
    return stop;
  }

  private static boolean fits(char[] chars, int from, int stop, int end, int length) {
    return stop - from <= TOKEN_MAX && stop - from > 1 && Chars.alone(chars, from, end, length);
  }

  /** {@code all}: words that no list has are read, too. Returns how sure it is that it is leet. */
  private static int decode(Layer in, DecodedViews out, boolean all) {
    char[] chars = in.chars();
    int length = in.length();
    int words = 0;
    int letters = 0;
    int signs = 0;
    int unknown = 0;
    int plainWords = 0;
    int sense = 0; // end of the word before that was one in leet
    int plainStart = 0; // the letters before, which may be a word
    int plainEnd = 0;
    int i = 0;
    while (i < length) {
      if (!part(chars[i])) {
        i++;
        continue;
      }
      int end = i;
      boolean digit = false;
      boolean letter = false;
      boolean signed = false;
      while (end < length && part(chars[end])) {
        boolean isLetter = PARTS[chars[end]] == LETTER;
        signed |= !isLetter;
        letter |= isLetter;
        digit |= CharKinds.digit(chars[end]);
        end++;
      }
      int stop = wordEnd(chars, i, end);
      boolean fits = fits(chars, i, stop, end, length);
      boolean near =
          !fits
              || !signed
              || i - sense <= NEAR
              || i - plainEnd <= NEAR && English.get().word(chars, plainStart, plainEnd)
              || sense(chars, stop, length, out.word);
      int replaced = fits && signed ? resolve(chars, i, stop, out.word) : 0;
      boolean plain = replaced == stop - i;
      if (stop - i > 2 && replaced > 0) {
        sense = stop;
      } else if (stop - i > 2 && !signed) {
        plainStart = i; // whoever stands before it is too far from what comes
        plainEnd = stop;
        plainWords++;
      }
      if (replaced > 0 && near && (!plain || words > 0)) {
        words += plain ? 0 : 1;
        signs += plain ? 0 : replaced;
        letters += plain ? 0 : stop - i;
        out.replace(i, stop);
        for (int j = i; j < stop; j++) {
          out.append(out.word[j - i], j, j + 1);
        }
      } else if (digit) {
        unknown += letter ? 1 : 0;
        if (all) {
          guess(chars, i, end, length, out);
        }
      }
      i = end;
    }
    boolean found = words >= WORDS_MIN && letters >= LETTERS_MIN || words == 1 && signs >= 3;
    boolean sure = words >= SURE_WORDS || signs >= SURE_WORDS + 1;
    boolean dense = words >= SURE_WORDS && unknown <= words * 2;
    int density = !dense ? SURE : words + unknown > plainWords ? MOST : DENSE;
    return !found ? 0 : !sure ? FOUND : density;
  }

  /** A word comes next: among noise none does. */
  private static boolean sense(char[] chars, int from, int length, char[] word) {
    int i = from;
    while (i < length && i <= from + NEAR && !part(chars[i])) {
      i++;
    }
    int end = i;
    boolean letters = true;
    while (end < length && end - i < TOKEN_MAX && part(chars[end])) {
      letters &= English.letter(chars[end]) != 0;
      end++;
    }
    return end - i > 2
        && (letters ? English.get().word(chars, i, end) : resolve(chars, i, end, word) > 0);
  }

  /** Reads digits as letters, also where that makes no word of the list. */
  private static void guess(char[] chars, int from, int end, int length, DecodedViews out) {
    int i = from;
    while (i < end) {
      int stop = i;
      int digits = 0;
      while (stop < end && (CharKinds.digit(chars[stop]) || English.letter(chars[stop]) != 0)) {
        digits += CharKinds.digit(chars[stop]) ? 1 : 0;
        stop++;
      }
      int size = stop - i;
      boolean number = digits == size;
      if (digits > 0 && (!number || word(chars, i, stop, length, out.word))) {
        out.replace(i, stop);
        for (int j = i; j < stop; j++) {
          int sign = CharKinds.digit(chars[j]) ? SURE_SIGNS.indexOf(chars[j]) : -1;
          char c = number ? out.word[j - i] : sign < 0 ? chars[j] : SURE_LETTERS.charAt(sign);
          out.append(c, j, j + 1);
        }
      }
      i = Math.max(stop, i + 1);
    }
  }

  /** True when a number stands as a word does and is a short word, which is written out. */
  private static boolean word(char[] chars, int from, int end, int length, char[] word) {
    boolean edges =
        (from == 0 || chars[from - 1] <= ' ' || chars[from - 1] == '"')
            && (end == length
                || chars[end] <= ' '
                || !CharKinds.digit(chars[end])
                    && (end + 1 == length || !CharKinds.digit(chars[end + 1])));
    if (!edges || end - from > NUMBER_MAX) {
      return false;
    }
    if (end - from == 1) {
      word[0] = chars[from] == '4' ? 'a' : 'i';
      return chars[from] == '4' || chars[from] == '1';
    }
    return resolve(chars, from, end, word) > 0;
  }

  private static boolean part(char c) {
    return c < 128 && PARTS[c] != 0;
  }

  private static byte[] parts() {
    byte[] parts = new byte[128];
    for (char c = 0; c < 128; c++) {
      boolean sign = CharKinds.digit(c) || SIGNS.indexOf(c) >= 0;
      parts[c] = (byte) (English.letter(c) != 0 ? LETTER : sign ? SIGN : 0);
    }
    return parts;
  }

  private static char[] letterOf() {
    char[] letters = new char[128];
    for (char c = 0; c < 128; c++) {
      int sign = SIGNS.indexOf(c);
      letters[c] = English.letter(c) != 0 ? (char) (c | 32) : sign < 0 ? 0 : LETTERS.charAt(sign);
    }
    return letters;
  }

  /** Writes the frequent word that a token stands for; returns how many signs it had, or 0. */
  private static int resolve(char[] chars, int from, int end, char[] word) {
    int signs = 0;
    int unsure = 0;
    for (int i = from; i < end; i++) {
      char c = chars[i];
      word[i - from] = LETTER_OF[c];
      if (PARTS[c] == SIGN) {
        signs++;
        unsure += twoWays(c) ? 1 : 0;
      }
    }
    int size = end - from;
    if (signs == 0 || unsure > UNSURE_MAX || (size < 3 && signs < size)) {
      return 0;
    }
    for (int choice = 0; choice < 1 << unsure; choice++) {
      int bit = 0;
      for (int i = from; i < end && unsure > 0; i++) {
        if (twoWays(chars[i])) {
          word[i - from] = (choice >> bit & 1) == 0 ? 'i' : 'l';
          bit++;
        }
      }
      if (English.get().word(word, 0, size)) {
        return signs;
      }
    }
    return 0;
  }

  private static boolean twoWays(char c) {
    return c == '1' || c == '|' || c == '!';
  }
}
