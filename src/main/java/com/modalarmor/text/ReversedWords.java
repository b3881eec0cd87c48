package com.modalarmor.text;

/**
 * Reads words in reverse order: {@code instructions previous all ignore}. Proved by pairs of
 * frequent words that stand the wrong way round; goes as far as no pair stands the right way.
 */
final class ReversedWords implements Decoder {

  /**
   * Bits from which a whole text counts as reversed; no harmless English text of 3,000 had them.
   */
  private static final int BITS_MIN = 6;

  /** One pair that stands as it should is chance, beside so many times its bits that do not. */
  private static final int TURNED_TO_NATURAL = 4;

  /** Bits and pairs that a stretch amid other text must have. */
  private static final int STRETCH_BITS_MIN = 16;

  private static final int STRETCH_PAIRS_MIN = 3;

  /** A pair that stands as it should, by so many bits, ends a stretch. */
  private static final int NATURAL_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.WORD_ORDER;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    if (!turned(chars, length, out)) {
      return;
    }
    out.begin(in);
    boolean found = read(chars, length, out);
    if (found) {
      out.finishReplacing();
      out.keep(Transform.REVERSED.bit(), true);
    }
  }

  /**
   * Whether so many pairs stand the wrong way round that there may be anything to turn. Ordinary
   * text has hardly any, and those that stand as they should need not be looked up for that.
   */
  private static boolean turned(char[] chars, int length, DecodedViews out) {
    WordOrder order = WordOrder.get();
    int turned = 0;
    int shape = 0;
    int[] breaks = out.breaks;
    int start = 0;
    int word = 0;
    for (int block = 0; block < length; block += Narrow.BLOCK) {
      int count = breaks(chars, block, length, out);
      for (int at = 0; at < count; at++) {
        int stop = breaks[at];
        int i = word;
        word = stop + 1;
        if (stop == i) {
          shape = 0; // no word: that stands in no pair
          continue;
        }
        int shapeBefore = shape;
        shape = shape(chars, i, stop);
        if (order.turnable(shapeBefore, shape)
            && i > 0
            && blank(chars[i - 1])
            && shapeBefore != 0
            && begins(chars, start)
            && ends(chars, stop, length)) {
          turned -= Math.min(0, order.natural(hash(chars, start, i - 1), hash(chars, i, stop)));
          if (turned >= BITS_MIN) {
            return true;
          }
        }
        start = i;
      }
    }
    return false;
  }

  /** Appends the turned stretches, or else the whole text when all of it is turned. */
  private static boolean read(char[] chars, int length, DecodedViews out) {
    WordOrder order = WordOrder.get();
    boolean found = false;
    int turned = 0;
    int natural = 0;
    int stretch = 0; // no pair stands as it should since here
    int sum = 0;
    int pairs = 0;
    long before = 0; // hash of the word before, where it is known
    int shape = 0;
    int start = 0;
    int end = -1;
    int[] breaks = out.breaks;
    int word = 0;
    for (int block = 0; block < length; block += Narrow.BLOCK) {
      int count = breaks(chars, block, length, out);
      for (int at = 0; at < count; at++) {
        int stop = breaks[at];
        int i = word;
        word = stop + 1;
        if (stop == i) {
          continue;
        }
        int shapeBefore = shape;
        shape = shape(chars, i, stop);
        int bits = 0;
        long hash = 0;
        if (i == end + 1
            && end > 0
            && blank(chars[end])
            && order.listed(shapeBefore, shape)
            && begins(chars, start)
            && ends(chars, stop, length)) {
          before = before == 0 ? hash(chars, start, end) : before;
          hash = hash(chars, i, stop);
          bits = order.natural(before, hash);
        }
        turned += bits < 0 ? -bits : 0;
        natural += Math.max(0, bits);
        sum -= bits;
        pairs += bits < 0 ? 1 : 0;
        if (bits >= NATURAL_MIN) {
          // The pair before this word is in order: a turned stretch ends in front of it.
          int edge = tokenStart(chars, end, stretch);
          found |= strong(sum + bits, pairs) && turn(chars, stretch, edge, out);
          stretch = tokenStart(chars, i, edge);
          sum = 0;
          pairs = 0;
        }
        before = hash;
        start = i;
        end = stop;
      }
    }
    if (!found && turned - natural >= BITS_MIN && turned >= natural * TURNED_TO_NATURAL) {
      return turn(chars, 0, length, out);
    }
    return found | (strong(sum, pairs) && turn(chars, stretch, length, out));
  }

  /** Lists where the words of a block end, the end of the text among them; returns how many. */
  private static int breaks(char[] chars, int block, int length, DecodedViews out) {
    int to = Math.min(length, block + Narrow.BLOCK);
    int count = out.narrow.breaks(chars, block, to, out.breaks);
    if (to == length) {
      out.breaks[count++] = length;
    }
    return count;
  }

  private static boolean strong(int bits, int pairs) {
    return bits >= STRETCH_BITS_MIN && pairs >= STRETCH_PAIRS_MIN;
  }

  private static int shape(char[] chars, int from, int to) {
    int second = to > from + 1 ? English.letter(chars[from + 1]) : 0;
    return WordOrder.shape(
        English.letter(chars[from]), second, English.letter(chars[to - 1]), to - from);
  }

  private static long hash(char[] chars, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = English.longer(hash, chars[i]);
    }
    return hash;
  }

  /** A word begins there, and no part of an identifier. */
  private static boolean begins(char[] chars, int at) {
    return at == 0 || !Character.isLetterOrDigit(chars[at - 1]);
  }

  private static boolean ends(char[] chars, int at, int length) {
    return at == length || !Character.isLetterOrDigit(chars[at]) && chars[at] != '_';
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\n';
  }

  /** Where the run of characters around {@code at} begins, without white space. */
  private static int tokenStart(char[] chars, int at, int floor) {
    int i = at;
    while (i > floor && chars[i - 1] > ' ') {
      i--;
    }
    return i;
  }

  /** Appends what stands in the range, word by word from its end. */
  private static boolean turn(char[] chars, int from, int to, DecodedViews out) {
    if (to <= from) {
      return false;
    }
    out.replace(from, to);
    int i = to;
    while (i > from) {
      while (i > from && chars[i - 1] <= ' ') {
        i--;
      }
      int stop = i;
      while (i > from && chars[i - 1] > ' ') {
        i--;
      }
      for (int j = i; j < stop; j++) {
        out.append(chars[j], from, to);
      }
      if (i > from && stop > i) {
        out.append(' ', from, to);
      }
    }
    if (chars[to - 1] <= ' ') {
      out.append(' ', from, to);
    }
    return true;
  }
}
