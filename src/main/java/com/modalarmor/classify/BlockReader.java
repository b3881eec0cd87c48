package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Cuts a folded text into blocks of a sentence or some lines, and yields the features of one block
 * at a time. Reads each character once; its memory does not grow with the text. Single-threaded.
 *
 * <p>What reaches back over a block's edge (n-grams, the tokens before) is carried along, so that
 * no phrase is lost where a block ends.
 */
final class BlockReader {

  /** A block ends at a sentence's end from this many tokens on. */
  static final int TOKENS_MIN = 12;

  static final int TOKENS_MAX = 40;
  static final int WORD_CHARS_MAX = 24;
  private static final int CHARS_MAX = 400;
  static final int WIDE_MAX = 2 * (CHARS_MAX + WORD_CHARS_MAX + 8) + 3 * TOKENS_MAX;

  // Indices of the counts.
  static final int S_TOKENS = 0;
  static final int S_LETTERS = 1;
  static final int S_DIGITS = 2;
  static final int S_MARKS = 3;
  static final int S_NEWLINES = 4;
  static final int S_SIGNS = 5;
  static final int S_SCRIPT = 6;
  static final int S_QUESTIONS = S_SCRIPT + CharTable.SCRIPTS;
  static final int S_CODE = S_QUESTIONS + 1;
  static final int S_BARS = S_CODE + 1;
  static final int S_SURPRISE = S_BARS + 1;
  static final int S_SENTENCES = S_SURPRISE + 1;
  static final int S_CHARS = S_SENTENCES + 1;
  static final int S_SHORT = S_CHARS + 1;

  private static final int SENTENCE = 0x5EED;
  private static final int PREFIX_CHARS = 4;

  /** Hashed n-grams of the block; only the first {@link #wideCount} count. */
  final int[] wide = new int[WIDE_MAX];

  /** Two rows a token: the word and what it begins with; row 0 = none. */
  final int[] rows = new int[2 * TOKENS_MAX];

  final int[] stats = new int[Shape.STATS];
  int wideCount;
  int tokens;
  int start;
  int end;

  /** Greatest surprise of a run of some ten characters. */
  int surpriseMax;

  private final byte[] surprise;
  private char[] chars;
  private int at;
  private int to;
  private long packed;
  private long fifth;
  private int classes;
  private int surpriseNow;
  private int word1;
  private int word2;
  private char lastSign;

  /** {@code surprise}: for each trigram of classes, how unusual it is, 0 to 127. */
  BlockReader(byte[] surprise) {
    this.surprise = surprise;
  }

  void begin(char[] chars, int from, int to) {
    this.chars = chars;
    this.at = from;
    this.to = to;
    packed = ' ';
    fifth = 0;
    classes = 27 << 5 | 27;
    surpriseNow = 0;
    word1 = SENTENCE;
    word2 = SENTENCE;
    lastSign = 0;
  }

  /** Reads the next block; false at the end. */
  boolean next() {
    if (at >= to) {
      return false;
    }
    wideCount = 0;
    tokens = 0;
    surpriseMax = 0;
    Arrays.fill(stats, 0);
    start = at;
    boolean done = false;
    while (at < to && !done) {
      char c = chars[at];
      switch (CharTable.kind(c)) {
        case CharTable.SPACE -> {
          if ((char) packed != ' ') {
            gram(' ');
          }
          at++;
        }
        case CharTable.NEWLINE -> done = newline();
        case CharTable.LETTER -> word();
        case CharTable.DIGIT -> number();
        case CharTable.SIGN -> sign(c);
        default -> done = mark(c);
      }
      done |= tokens >= TOKENS_MAX || stats[S_CHARS] >= CHARS_MAX;
    }
    end = at;
    stats[S_TOKENS] = tokens;
    return true;
  }

  private void gram(char c) {
    fifth = packed >>> 48;
    packed = packed << 16 | c;
    int n = wideCount;
    wide[n] = Hashes.three(packed);
    wide[n + 1] = Hashes.five(packed, fifth);
    wideCount = n + 2;
    classes = (classes << 5 | CharTable.trigramClass(c)) & (Shape.TRIGRAMS - 1);
    int s = surprise[classes];
    stats[S_SURPRISE] += s;
    surpriseNow += s - (surpriseNow >> 3);
    surpriseMax = Math.max(surpriseMax, surpriseNow);
    stats[S_CHARS]++;
  }

  /** The loop that most characters go through; {@link #gram} with its state in local variables. */
  private void word() {
    char[] text = chars;
    int[] ids = wide;
    byte[] odd = surprise;
    int from = at;
    int limit = Math.min(to, from + WORD_CHARS_MAX);
    int i = from;
    int n = wideCount;
    long four = packed;
    long before = fifth;
    int three = classes;
    int now = surpriseNow;
    int peak = surpriseMax;
    int sum = 0;
    long h = 7;
    long prefix = 0;
    int bits = 0;
    while (i < limit) {
      char c = text[i];
      int kind = CharTable.kind(c);
      if (kind != CharTable.LETTER && !(kind == CharTable.DIGIT && i > from)) {
        break;
      }
      h = (h + c) * 0x100000001B3L;
      bits |= c;
      i++;
      prefix = i - from == PREFIX_CHARS ? h : prefix;
      before = four >>> 48;
      four = four << 16 | c;
      ids[n] = Hashes.three(four);
      ids[n + 1] = Hashes.five(four, before);
      n += 2;
      three = (three << 5 | CharTable.trigramClass(c)) & (Shape.TRIGRAMS - 1);
      int s = odd[three];
      sum += s;
      now += s - (now >> 3);
      peak = Math.max(peak, now);
    }
    at = i;
    wideCount = n;
    packed = four;
    fifth = before;
    classes = three;
    surpriseNow = now;
    surpriseMax = peak;
    int length = i - from;
    stats[S_SURPRISE] += sum;
    stats[S_CHARS] += length;
    stats[S_LETTERS] += length;
    if (bits >= 128) {
      stats[S_SCRIPT + CharTable.script(foreignIn(from))] += length;
    }
    stats[S_SHORT] += length <= 2 ? 1 : 0;
    token(h, length > PREFIX_CHARS ? (prefix + 3) * Hashes.K4 : 0);
    wordGrams((int) (h ^ h >>> 32));
    lastSign = 0;
  }

  private char foreignIn(int from) {
    int i = from;
    while (chars[i] < 128) {
      i++;
    }
    return chars[i];
  }

  private void number() {
    int from = at;
    int limit = Math.min(to, from + WORD_CHARS_MAX);
    while (at < limit && CharTable.kind(chars[at]) == CharTable.DIGIT) {
      gram(chars[at]);
      at++;
    }
    stats[S_DIGITS] += at - from;
    long h = 0xD161L + Math.min(at - from, 6);
    token(h * Hashes.K3, 0);
    wordGrams((int) h);
    lastSign = 0;
  }

  private void sign(char c) {
    gram(c);
    at++;
    stats[S_SIGNS]++;
    stats[S_SCRIPT + CharTable.script(c)]++;
    token((c + 11) * Hashes.K3, lastSign == 0 ? 0 : ((long) lastSign << 16 | c) * Hashes.K5);
    wordGrams(c * 0x01000193);
    lastSign = c;
  }

  /** True when the block ends here. */
  private boolean mark(char c) {
    int from = at;
    gram(c);
    at++;
    while (at < to && chars[at] == c && at - from < WORD_CHARS_MAX) {
      at++; // a line of dashes is one token
    }
    stats[S_MARKS] += Math.min(3, at - from);
    if (c >= 128) {
      stats[S_SCRIPT + CharTable.OTHER]++;
    } else if (c == '{' || c == '}' || c == ';' || c == '=' || c == '(' || c == ')' || c == '_') {
      stats[S_CODE]++;
    } else if (c == '|' || c == '\t') {
      stats[S_BARS]++;
    }
    stats[S_QUESTIONS] += c == '?' || c == 0xFF1F || c == 0x61F ? 1 : 0;
    token((c + (at - from > 2 ? 0x20000L : 0x10000L)) * Hashes.K4, 0);
    lastSign = 0;
    if (CharTable.stop(c) && (c >= 128 || at >= to || CharTable.kind(chars[at]) <= 1)) {
      sentence();
      return tokens >= TOKENS_MIN && c != ':' && c != ';';
    }
    return false;
  }

  private void sentence() {
    stats[S_SENTENCES]++;
    if (word1 != SENTENCE) {
      word2 = word1;
      word1 = SENTENCE;
    }
  }

  private boolean newline() {
    int lines = 0;
    while (at < to && CharTable.kind(chars[at]) <= CharTable.NEWLINE) {
      lines += chars[at] == '\n' ? 1 : 0;
      at++;
    }
    gram('\n');
    stats[S_NEWLINES] += Math.min(lines, 2);
    token((lines > 1 ? 0x30001L : 0x30000L) * Hashes.K4, 0);
    sentence();
    lastSign = 0;
    return tokens >= TOKENS_MIN;
  }

  private void token(long hash, long sub) {
    int n = 2 * tokens;
    rows[n] = Hashes.row(hash * Hashes.K3);
    rows[n + 1] = sub == 0 ? 0 : Hashes.row(sub);
    tokens++;
  }

  private void wordGrams(int word) {
    int n = wideCount;
    wide[n] = Hashes.word(word);
    wide[n + 1] = Hashes.words(word, word1);
    wide[n + 2] = Hashes.words(word, word1, word2);
    wideCount = n + 3;
    word2 = word1;
    word1 = word;
  }
}
