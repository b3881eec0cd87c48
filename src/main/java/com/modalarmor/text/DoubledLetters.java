package com.modalarmor.text;

/** Reads words each of whose letters stands twice: {@code iiggnnoorree aallll}. */
final class DoubledLetters implements Decoder {

  private static final int PAIRS_MIN = 10;

  @Override
  public int evidence() {
    return Evidence.ODD_LETTERS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int pairs = 0;
    int i = 0;
    while (i < length) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int end = doubled(chars, i, length);
      if (end > i) {
        out.replace(i, end);
        for (int j = i; j < end; j += 2) {
          out.append(chars[j], j, j + 2);
        }
        pairs += (end - i) / 2;
        i = end;
      } else {
        while (i < length && English.letter(chars[i]) != 0) {
          i++;
        }
      }
    }
    if (pairs >= PAIRS_MIN) {
      out.finishReplacing();
      out.keepText(Transform.SPACED.bit());
    }
  }

  /** Where the word at {@code from} ends if all its letters stand twice; else {@code from}. */
  private static int doubled(char[] chars, int from, int length) {
    int i = from;
    while (i + 1 < length && English.letter(chars[i]) != 0) {
      if (English.letter(chars[i]) != English.letter(chars[i + 1])) {
        return from;
      }
      i += 2;
    }
    return i < length && English.letter(chars[i]) != 0 ? from : i;
  }
}
