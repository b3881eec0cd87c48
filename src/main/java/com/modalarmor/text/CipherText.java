package com.modalarmor.text;

import java.util.Arrays;

/** Reads letters shifted through the alphabet (Caesar, ROT13) or mirrored in it (Atbash). */
final class CipherText implements Decoder {

  private static final int ATBASH = 26;

  /** As many of the likeliest ciphers are tried. */
  private static final int TRIES = 5;

  private static final int SAMPLE_MAX = 400;
  private static final int LETTERS_MIN = 10;

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
    while (stretches.next(chars, length, false, Evidence.CIPHER_MIN)) {
      int cipher = cipher(chars, stretches.start, stretches.end, out);
      if (cipher < 0) {
        continue;
      }
      stretches.fit(chars, length, done, (word, from, to) -> known(word, from, to, cipher));
      out.gap();
      for (int i = stretches.start; i < stretches.end; i++) {
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
  private static int cipher(char[] chars, int from, int to, DecodedViews out) {
    int end = Math.min(to, from + SAMPLE_MAX);
    Plausibility reading = out.plausibility.read(chars, from, end);
    if (reading.letters < LETTERS_MIN || reading.share(0.4)) {
      return -1;
    }
    int[] counts = out.letterCounts;
    Arrays.fill(counts, 0);
    for (int i = from; i < end; i++) {
      counts[English.letter(chars[i])]++;
    }
    int tried = 0;
    for (int round = 0; round < TRIES; round++) {
      int best = round == 0 ? 13 : round == 1 ? ATBASH : -1;
      int bestScore = Integer.MIN_VALUE;
      for (int cipher = 1; round > 1 && cipher < 26; cipher++) {
        if ((tried >>> cipher & 1) == 0) {
          int score = score(counts, cipher);
          if (score > bestScore) {
            bestScore = score;
            best = cipher;
          }
        }
      }
      tried |= 1 << best;
      if (english(chars, from, end, best, out)) {
        return best;
      }
    }
    return -1;
  }

  private static int score(int[] counts, int cipher) {
    byte[] frequency = English.get().frequency;
    int score = 0;
    for (int letter = 1; letter <= 26; letter++) {
      score += counts[letter] * frequency[plain(letter, cipher)];
    }
    return score;
  }

  private static boolean english(char[] chars, int from, int to, int cipher, DecodedViews out) {
    int mark = out.length();
    for (int i = from; i < to; i++) {
      out.append(decipher(chars[i], cipher), i, i + 1);
    }
    Plausibility reading = out.plausibility.read(out.chars(), mark, out.length());
    out.cut(mark);
    return reading.share(0.6) && reading.knownWords >= 2;
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
    for (int i = from; i < to; i++) {
      hash = English.longer(hash, decipher(chars[i], cipher));
    }
    return to > from && English.get().cost(hash) > 0;
  }
}
