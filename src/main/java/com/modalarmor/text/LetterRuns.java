package com.modalarmor.text;

/**
 * The letters of a text as far as {@link Evidence} needs them: where they end, and whether they
 * follow one another in a way that is odd for English. Scratch; single-threaded.
 */
final class LetterRuns {

  /** Characters read at a time, at most. */
  static final int BLOCK = Narrow.BLOCK;

  static final int ROOM = BLOCK + Narrow.SPARE;

  /** Sum of weights from which it is worth to look closer; one English text in twenty has it. */
  private static final int ODD_MIN = 60;

  /**
   * Has this bit once the sum may have been enough. The sum is looked at after every other letter,
   * and may be a weight higher between two; no two raise it so far that it passes the bit.
   */
  private static final int NEAR = 1 << 7;

  /** A sum of 0, for that. */
  private static final int FLOOR = NEAR - (ODD_MIN - English.WEIGHT_MAX);

  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
  private static final int TRIPLES = 1 << 15;

  /**
   * For a letter and the two after it, {@code before << 10 | one << 5 | two}: high half, by how
   * much the two raise the sum; low half, what it is at least after them.
   */
  private static final short[] RISES = rises();

  /** Of any character its number from 1 (a) to 26 (z), or 0: so that none needs a bound. */
  static final byte[] NUMBERS = numbers();

  private final English english = English.get();
  private final Narrow narrow = new Narrow();

  /** Running sum of how odd the letters are; whether it ever was high enough; the last letter. */
  private int odd;

  private boolean oddEnough;
  private int before;

  void clear() {
    odd = 0;
    oddEnough = false;
    before = 0;
  }

  /**
   * Notes where a block has no letters, and sums up how odd its letters are. Returns how many it
   * noted in {@code breaks}, which has room for {@link #ROOM}. All blocks but the last of a text
   * are whole steps of {@link Narrow}, and the last ends with a blank.
   */
  int read(char[] chars, int from, int to, int[] breaks) {
    Narrow bytes = narrow;
    bytes.read(chars, from, to);
    short[] rises = RISES;
    int length = to - from;
    int count = 0;
    int sum = odd + FLOOR;
    long last = before;
    for (int row = 0; row < length; row += Long.SIZE) {
      int end = Math.min(length, row + Long.SIZE);
      int near = 0;
      int sumBefore = sum;
      long lastBefore = last;
      long signs = 0;
      for (int at = row; at < end; at += Narrow.STEP) {
        long eight = bytes.eight(at);
        long letters = Narrow.letters(eight);
        long numbers = Narrow.numbers(eight, letters);
        signs |= Narrow.gather(~letters & Narrow.HIGH) << at;
        long triples =
            (numbers << 8 | last) << 10 & EVEN_BYTES << 10
                | (numbers & EVEN_BYTES) << 5
                | numbers >>> 8 & EVEN_BYTES;
        last = numbers >>> 56;
        int one = rises[(int) triples & TRIPLES - 1];
        int two = rises[(int) (triples >>> 16) & TRIPLES - 1];
        int three = rises[(int) (triples >>> 32) & TRIPLES - 1];
        int four = rises[(int) (triples >>> 48) & TRIPLES - 1];
        int first = Math.max(sum + (one >> 8), one & 0xFF);
        int second = Math.max(first + (two >> 8), two & 0xFF);
        int third = Math.max(second + (three >> 8), three & 0xFF);
        sum = Math.max(third + (four >> 8), four & 0xFF);
        near |= first | second | third | sum;
      }
      if ((near & NEAR) != 0 && !oddEnough) {
        letterByLetter(chars, from + row, from + end, sumBefore - FLOOR, (int) lastBefore);
      }
      count = Narrow.list(Narrow.first(signs, end - row), from + row, breaks, count);
    }
    odd = sum - FLOOR;
    before = (int) last;
    return count;
  }

  /** Whether the sum is high enough after any letter of a row, by what it was before. */
  private void letterByLetter(char[] chars, int from, int to, int sumBefore, int lastBefore) {
    byte[] oddness = english.oddnessOfEither;
    int sum = sumBefore;
    int last = lastBefore;
    for (int i = from; i < to && !oddEnough; i++) {
      int letter = English.letter(chars[i]);
      sum = Math.max(0, sum + oddness[last << 5 | letter]);
      oddEnough = sum >= ODD_MIN;
      last = letter;
    }
  }

  /** Bit set of {@link Evidence} of all that was read. */
  int found(char[] chars, int length) {
    return oddEnough ? oddity(chars, length) : 0;
  }

  /** Which of the two readings a stretch is odd enough for. */
  private int oddity(char[] chars, int length) {
    int[] oddness = english.oddness;
    int before = 0;
    int cipher = 0;
    int back = 0;
    int cipherShort = 0; // negative once a stretch is odd enough
    int backShort = 0;
    for (int i = 0; i <= length && (cipherShort & backShort) >= 0; i++) {
      int letter = i < length ? English.letter(chars[i]) : 0;
      int odd = oddness[before << 5 | letter];
      before = letter;
      cipher = Math.max(0, cipher + (short) odd);
      back = Math.max(0, back + (odd >> 16));
      cipherShort |= ODD_MIN - 1 - cipher;
      backShort |= ODD_MIN - 1 - back;
    }
    return (cipherShort < 0 ? Evidence.CIPHER : 0) | (backShort < 0 ? Evidence.BACKWARDS : 0);
  }

  private static byte[] numbers() {
    byte[] numbers = new byte[1 << 16];
    for (int c = 0; c < 128; c++) {
      numbers[c] = (byte) English.letter(c);
    }
    return numbers;
  }

  private static short[] rises() {
    byte[] oddness = English.get().oddnessOfEither;
    short[] rises = new short[TRIPLES];
    for (int triple = 0; triple < TRIPLES; triple++) {
      int one = oddness[triple >> 5];
      int two = oddness[triple & 0x3FF];
      rises[triple] = (short) (one + two << 8 | FLOOR + Math.max(0, two));
    }
    return rises;
  }
}
