package com.modalarmor.text;

/** Reads Pig Latin: several words in a row that end in -ay and are words once that is undone. */
final class PigLatin implements Decoder {

  private static final int WORDS_MIN = 3;

  /** So many in a row prove it with one word that is known. */
  private static final int STREAK_MIN = 5;

  private static final int CLUSTER_MAX = 4;

  /** Longer ones are names. */
  private static final int STEM_MAX = 40;

  /** A word of so many letters that does not end so ends the stretch; shorter ones stand amid. */
  private static final int PLAIN_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.PIG_LATIN;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int streak = 0; // words that end so, one after another, but for short ones
    int streakStart = 0;
    int known = 0;
    boolean proved = false;
    int written = 0;
    int i = 0;
    while (i < length) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int end = wordEnd(chars, i, length);
      if (pig(chars, i, end)) {
        streakStart = streak == 0 ? i : streakStart;
        streak++;
        known += undo(chars, i, end, false, out.word) > 0 ? 1 : 0;
        proved |= known >= WORDS_MIN || known > 0 && streak >= STREAK_MIN;
        if (proved) {
          written = write(chars, Math.max(written, streakStart), end, out);
          found = true;
        }
      } else if (end - i >= PLAIN_MIN) {
        streak = 0;
        known = 0;
        proved = false;
      }
      i = end;
    }
    if (found) {
      out.finishReplacing();
      out.keep(Transform.PIG_LATIN.bit(), true);
    }
  }

  private static int wordEnd(char[] chars, int from, int length) {
    int i = from;
    while (i < length && English.letter(chars[i]) != 0) {
      i++;
    }
    return i;
  }

  private static boolean pig(char[] chars, int from, int end) {
    return end - from > 2 && (chars[end - 1] | 32) == 'y' && (chars[end - 2] | 32) == 'a';
  }

  /** Appends the words of the range that end so, read; returns {@code to}. */
  private static int write(char[] chars, int from, int to, DecodedViews out) {
    int i = from;
    while (i < to) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int end = wordEnd(chars, i, to);
      if (pig(chars, i, end)) {
        int size = undo(chars, i, end, true, out.word);
        out.replace(i, end);
        for (int j = 0; j < size; j++) {
          out.append(out.word[j], i, end);
        }
      }
      i = end;
    }
    return to;
  }

  /**
   * Writes the word that stands behind the one in that range; returns its length, or 0. {@code
   * anyway}: the likeliest letters where no list has the word.
   */
  private static int undo(char[] chars, int from, int end, boolean anyway, char[] word) {
    int stem = end - from - 2;
    if (stem < (anyway ? 1 : 2) || stem > STEM_MAX || !pig(chars, from, end)) {
      return 0;
    }
    English english = English.get();
    char last = (char) (chars[end - 3] | 32);
    int best = 0;
    int cost = Integer.MAX_VALUE;
    // Frequent words win: onway is on and not won, ashay is has and not as.
    for (int cluster = 1; cluster <= CLUSTER_MAX && cluster < stem; cluster++) {
      rotate(chars, from, stem, cluster, word);
      int found = vowels(word, cluster) ? -1 : cost(english, word, stem);
      if (found > 0 && found < cost) {
        cost = found;
        best = cluster;
      }
    }
    boolean suffix = last == 'w' || best == 0 && (last == 'y' || last == 'h');
    if (suffix && stem > 1) {
      rotate(chars, from, stem - 1, 0, word);
      int found = cost(english, word, stem - 1);
      if (found > 0 && found < cost) {
        return stem - 1;
      }
    }
    if (best > 0) {
      return rotate(chars, from, stem, best, word);
    }
    return anyway ? guess(chars, from, stem, word) : 0;
  }

  /** Letters in likely order, of those words that the letters may stand for. */
  private static int guess(char[] chars, int from, int stem, char[] word) {
    if (stem == 1 || (chars[from + stem - 1] | 32) == 'w') {
      return rotate(chars, from, Math.max(1, stem - 1), 0, word);
    }
    byte[] plainness = English.get().plainness;
    int best = 1;
    int most = Integer.MIN_VALUE;
    for (int cluster = 1; cluster <= CLUSTER_MAX && cluster < stem; cluster++) {
      rotate(chars, from, stem, cluster, word);
      if (vowels(word, cluster)) {
        break;
      }
      int sum = 0;
      int before = 0;
      for (int i = 0; i <= stem; i++) {
        int letter = i < stem ? English.letter(word[i]) : 0;
        sum += plainness[before << 5 | letter];
        before = letter;
      }
      if (sum > most) {
        most = sum;
        best = cluster;
      }
    }
    return rotate(chars, from, stem, best, word);
  }

  private static int cost(English english, char[] word, int size) {
    long hash = 0;
    for (int i = 0; i < size; i++) {
      hash = English.longer(hash, word[i]);
    }
    return english.cost(hash);
  }

  /** The letters that were moved hold a vowel: none does that. */
  private static boolean vowels(char[] word, int size) {
    boolean vowel = false;
    for (int i = 0; i < size; i++) {
      char c = word[i];
      vowel |=
          c == 'a'
              || c == 'e'
              || c == 'i'
              || c == 'o'
              || c == 'u' && (i == 0 || word[i - 1] != 'q');
    }
    return vowel;
  }

  private static int rotate(char[] chars, int from, int size, int cluster, char[] word) {
    for (int i = 0; i < size; i++) {
      word[i] = (char) (chars[from + (i + size - cluster) % size] | 32);
    }
    return size;
  }
}
