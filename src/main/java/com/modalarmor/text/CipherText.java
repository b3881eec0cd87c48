package com.modalarmor.text;

import java.util.Arrays;

/** Reads letters shifted through the alphabet (Caesar, ROT13) or mirrored in it (Atbash). */
final class CipherText implements Decoder {

  private static final int ATBASH = 26;

  /** Bit of a cipher whose words come out backwards; they are turned on the next level. */
  private static final int BACK = 32;

  /** Two stretches so near each other are one, with words between them that look like English. */
  private static final int NEAR = 32;

  /** As many of the likeliest ciphers are tried. */
  private static final int TRIES = 7;

  /** Short words come out of many ciphers by chance. */
  private static final int LONG_WORD = 4;

  /** So many words do not come out by chance; the rest may be names. */
  private static final int MANY_WORDS = 6;

  private static final int BACK_WORDS = 5;

  private static final int SAMPLE_MAX = 400;

  /** Sum of weights from which a stretch is tried, */
  private static final int STRETCH_MIN = 60;

  /** and from which as many of its letters as usual are to be of words. */
  private static final int STRETCH_SURE = 90;

  private static final int LETTERS_MIN = 10;

  private static final int[][] WEIGHTS = weights();

  @Override
  public int evidence() {
    return Evidence.CIPHER;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    Stretches stretches = out.stretches;
    stretches.begin();
    out.begin(in);
    int undone = 0;
    int done = 0;
    int before = 0;
    while (stretches.next(chars, length, false, STRETCH_MIN)) {
      int proved =
          stretches.severalWords(chars)
              ? cipher(chars, stretches.start, stretches.end, stretches.sum >= STRETCH_SURE, out)
              : -1;
      if (proved < 0) {
        continue;
      }
      int cipher = proved & ~BACK;
      Stretches.Reading reading = (word, from, to) -> known(word, from, to, proved);
      stretches.fit(chars, length, done, reading);
      stretches.widen(chars, length, done, reading);
      boolean goesOn = cipher == before && stretches.start - done <= NEAR;
      if (!goesOn) {
        out.gap();
      }
      before = cipher;
      for (int i = goesOn ? done : stretches.start; i < stretches.end; i++) {
        out.append(decipher(chars[i], cipher), i, i + 1);
      }
      done = stretches.end;
      undone |=
          cipher == ATBASH
              ? Transform.ATBASH.bit()
              : cipher == 13 ? Transform.ROT13.bit() : Transform.CAESAR.bit();
    }
    if (undone != 0) {
      out.keep(undone, true);
    }
  }

  /** The cipher that makes English of a stretch, or -1. */
  private static int cipher(char[] chars, int from, int to, boolean sure, DecodedViews out) {
    int end = Math.min(to, from + SAMPLE_MAX);
    int[] counts = out.letterCounts;
    Arrays.fill(counts, 0);
    for (int i = from; i < end; i++) {
      counts[English.letter(chars[i])]++;
    }
    int letters = end - from - counts[0];
    if (letters < LETTERS_MIN) {
      return -1;
    }
    int ofWords = ofWords(chars, from, end);
    int[] scores = out.cipherScores;
    score(counts, scores);
    for (int round = 0; round < TRIES; round++) {
      int best = 1;
      for (int cipher = 2; cipher <= ATBASH; cipher++) {
        best = scores[cipher] > scores[best] ? cipher : best;
      }
      if (scores[best] < 0) {
        return -1;
      }
      int proved =
          english(chars, from, end, best, sure, ofWords)
              ? best
              : english(chars, from, end, best | BACK, sure, ofWords) ? best | BACK : -1;
      if (proved >= 0) {
        return out.plausibility.read(chars, from, end).share(0.4) ? -1 : proved;
      }
      scores[best] = Integer.MIN_VALUE;
    }
    return -1;
  }

  /** How well the letters fit English by their frequency alone, for each cipher. */
  private static void score(int[] counts, int[] scores) {
    Arrays.fill(scores, 0);
    for (int letter = 1; letter <= 26; letter++) {
      int count = counts[letter];
      if (count > 0) {
        int[] weights = WEIGHTS[letter];
        for (int cipher = 1; cipher <= ATBASH; cipher++) {
          scores[cipher] += count * weights[cipher];
        }
      }
    }
  }

  /** By letter and cipher: how frequent in English the letter is that it stands for. */
  private static int[][] weights() {
    int[][] weights = new int[27][ATBASH + 1];
    for (int letter = 1; letter <= 26; letter++) {
      for (int cipher = 1; cipher <= ATBASH; cipher++) {
        weights[letter][cipher] = English.get().frequency[plain(letter, cipher)];
      }
    }
    return weights;
  }

  /** Letters of words; one that stands alone is none. */
  private static int ofWords(char[] chars, int from, int to) {
    int letters = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || English.letter(chars[i]) == 0) {
        letters += i > start + 1 ? i - start : 0;
        start = i + 1;
      }
    }
    return letters;
  }

  /** {@code ofWords}: letters of words in all, of which so many may be of unknown ones. */
  private static boolean english(
      char[] chars, int from, int to, int cipher, boolean sure, int ofWords) {
    int unknownTenths = (cipher & BACK) != 0 || !sure ? 2 : 6;
    int letters = 0;
    int known = 0;
    int words = 0;
    int longest = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i < to && English.letter(chars[i]) != 0) {
        continue;
      }
      int size = i - start;
      if (size > 1) {
        letters += size;
        if (known(chars, start, i, cipher)) {
          known += size;
          words++;
          longest = Math.max(longest, size);
        } else if ((letters - known) * 10 > ofWords * unknownTenths) {
          return false; // whatever comes
        }
      }
      start = i + 1;
    }
    if ((cipher & BACK) != 0) {
      // Twice as many ways to read it: so much comes out by chance less often.
      return words >= BACK_WORDS && longest > LONG_WORD && known * 10 >= letters * 8;
    }
    int tenths = !sure ? 8 : words < MANY_WORDS ? 6 : 4;
    return words >= (sure ? 2 : 3) && longest >= LONG_WORD && known * 10 >= letters * tenths;
  }

  private static int plain(int letter, int cipher) {
    return cipher == ATBASH ? English.mirrored(letter) : English.shifted(letter, cipher);
  }

  private static char decipher(char c, int cipher) {
    int letter = English.letter(c);
    return letter == 0 ? c : (char) (plain(letter, cipher) - letter + c);
  }

  private static boolean known(char[] chars, int from, int to, int cipher) {
    long hash = 0;
    boolean back = (cipher & BACK) != 0;
    for (int i = 0; i < to - from; i++) {
      char c = decipher(chars[back ? to - 1 - i : from + i], cipher & ~BACK);
      hash = English.longer(hash, c);
    }
    return to > from && English.get().cost(hash) > 0;
  }
}
