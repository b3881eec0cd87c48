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

  @Override
  public int evidence() {
    return Evidence.LEET;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    int words = 0;
    int letters = 0;
    int signs = 0;
    out.begin(in);
    int i = 0;
    while (i < length) {
      if (!part(chars[i])) {
        i++;
        continue;
      }
      int end = i;
      while (end < length && part(chars[end])) {
        end++;
      }
      int stop = end;
      while (stop > i && (chars[stop - 1] == '!' || chars[stop - 1] == '+')) {
        stop--;
      }
      boolean fits = stop - i <= TOKEN_MAX && stop - i > 1 && Chars.alone(chars, i, end, length);
      int replaced = fits ? resolve(chars, i, stop, out.word) : 0;
      boolean plain = replaced == stop - i;
      if (replaced > 0 && (!plain || words > 0)) {
        words += plain ? 0 : 1;
        signs += plain ? 0 : replaced;
        letters += plain ? 0 : stop - i;
        out.replace(i, stop);
        for (int j = i; j < stop; j++) {
          out.append(out.word[j - i], j, j + 1);
        }
      }
      i = end;
    }
    boolean found = words >= WORDS_MIN && letters >= LETTERS_MIN || words == 1 && signs >= 3;
    if (found) {
      out.finishReplacing();
      out.keep(Transform.LEET.bit(), words >= SURE_WORDS || signs >= SURE_WORDS + 1);
    }
  }

  private static boolean part(char c) {
    return English.letter(c) != 0 || CharKinds.digit(c) || SIGNS.indexOf(c) >= 0;
  }

  /** Writes the frequent word that a token stands for; returns how many signs it had, or 0. */
  private static int resolve(char[] chars, int from, int end, char[] word) {
    int signs = 0;
    int unsure = 0;
    for (int i = from; i < end; i++) {
      int sign = English.letter(chars[i]) == 0 ? SIGNS.indexOf(chars[i]) : -1;
      word[i - from] = sign < 0 ? (char) (chars[i] | 32) : LETTERS.charAt(sign);
      if (sign >= 0) {
        signs++;
        unsure += twoWays(chars[i]) ? 1 : 0;
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
