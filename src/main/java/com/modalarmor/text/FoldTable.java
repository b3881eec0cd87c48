package com.modalarmor.text;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What folding does with each code point beyond ASCII, computed once on first use (that loads ICU
 * for the confusables of UTS #39). Immutable after construction; shared between threads.
 */
final class FoldTable {

  /** Longest NFKC form of one code point (U+FDFA). */
  static final int EXPANSION_MAX = 18;

  // Low nibble of a class: the part that a character plays in a word.
  static final int BREAK = 0;
  static final int LATIN = 1;
  static final int LOOKALIKE = 2;
  static final int FOREIGN = 3;
  static final int PHONETIC = 4;
  static final int NEUTRAL = 5;
  // High nibble: what to do with it.
  static final int KEEP = 0;
  static final int INVISIBLE = 1 << 4;
  static final int EXPAND = 2 << 4;
  static final int SURROGATE = 3 << 4;
  static final int MARK = 4 << 4;
  static final int BLANK = 5 << 4;
  static final int ACTION = 0xF0;
  static final int WORD = 0x0F;

  /** In {@link #prototype}: the likeness is rough, so it alone proves no intent. */
  static final int ROUGH = 0x80;

  private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ\0ʏᴢ";
  private static final String ROUGH_FROM = "вВнНтТмМкКпПгГεηκτωβ";
  private static final String ROUGH_TO = "bbhhttmmkknnrrenktwb";

  final byte[] kind = new byte[1 << 16];
  final char[] folded = new char[1 << 16];
  final byte[] prototype = new byte[1 << 16];
  private final Map<Integer, String> expansions = new HashMap<>(8_192);
  private final Compositions compositions = new Compositions();

  private FoldTable() {
    for (int c = 0; c < 1 << 16; c++) {
      classify((char) c);
    }
    for (int c = 0x1D400; c <= 0x1D7FF; c++) {
      expand(c);
    }
    for (int c = 0x1F100; c <= 0x1F1FF; c++) {
      expand(c);
    }
    for (int c = 0x2F800; c <= 0x2FA1F; c++) {
      expand(c);
    }
    confusables();
  }

  static FoldTable get() {
    return Holder.TABLE;
  }

  /** The folded NFKC form of a code point marked EXPAND or of an astral one; null = itself. */
  String expansion(int codePoint) {
    return expansions.get(codePoint);
  }

  /** The character that a base and the mark after it compose to, or 0. */
  char composed(char base, char mark) {
    return compositions.of(base, mark);
  }

  static boolean invisible(int c) {
    return c >= 0xAD && invisibleBeyond(c);
  }

  private static boolean invisibleBeyond(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF
        || (c >= 0xFFF0 && c <= 0xFFFB)
        || (c >= 0x1BCA0 && c <= 0x1BCA3)
        || (c >= 0x1D173 && c <= 0x1D17A)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /** Drawn as a wide blank, but no space: people and models read a gap. */
  static boolean blank(int c) {
    return c == 0x2800 || c == 0x3164 || c == 0xFFA0;
  }

  private void classify(char c) {
    folded[c] = lower(c);
    if (c < 0x20 || c == 0x7F) {
      boolean space = (c >= 9 && c <= 13) || c == 0x1B;
      folded[c] = c == '\n' ? '\n' : ' ';
      kind[c] = (byte) (space ? KEEP : INVISIBLE);
      return;
    }
    if (Character.isSurrogate(c)) {
      kind[c] = SURROGATE;
      return;
    }
    if (blank(c)) {
      kind[c] = BLANK;
      folded[c] = ' ';
      return;
    }
    if (invisible(c)) {
      kind[c] = INVISIBLE;
      return;
    }
    char plain = plainPunctuation(c);
    if (plain != 0) {
      folded[c] = plain;
      return;
    }
    int type = Character.getType(c);
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      folded[c] = (char) ('0' + Character.digit(c, 10));
      kind[c] = NEUTRAL;
      return;
    }
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (c >= 0x1161 && c <= 0x1175)
        || (c >= 0x11A8 && c <= 0x11C2)) {
      kind[c] = MARK | NEUTRAL;
      return;
    }
    kind[c] = (byte) word(c);
    if (c >= 0x80) {
      expand(c);
      compositions.learn(c);
    }
  }

  private void expand(int codePoint) {
    String source = new String(Character.toChars(codePoint));
    String nfkc = CharKinds.unframed(codePoint, Normalizer.normalize(source, Normalizer.Form.NFKC));
    if (nfkc.equals(source)) {
      return;
    }
    String lower = Normalizer.normalize(nfkc.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    if (codePoint < 1 << 16) {
      if (lower.length() == 1 && lower.charAt(0) == folded[codePoint]) {
        return;
      }
      if (lower.length() == 1 && !CharKinds.disguise(codePoint)) {
        // One for one, as fullwidth punctuation is: the view needs no map for it.
        folded[codePoint] = lower.charAt(0);
        kind[codePoint] = (byte) word(lower.charAt(0));
        return;
      }
      kind[codePoint] = (byte) (EXPAND | LATIN);
    }
    expansions.put(codePoint, lower);
  }

  private void confusables() {
    SpoofChecker checker = new SpoofChecker.Builder().build();
    Map<String, Character> letters = new HashMap<>();
    for (char c = 'a'; c <= 'z'; c++) {
      letters.put(checker.getSkeleton(String.valueOf(Character.toUpperCase(c))), c);
    }
    for (char c = 'a'; c <= 'z'; c++) {
      letters.put(checker.getSkeleton(String.valueOf(c)), c);
    }
    for (int c = 0x80; c < 1 << 16; c++) {
      int word = kind[c] & WORD;
      boolean foreign = kind[c] == FOREIGN;
      if (!foreign && !(word == LATIN && phonetic(c))) {
        continue;
      }
      Character match = letters.get(checker.getSkeleton(String.valueOf((char) c)));
      if (match == null) {
        continue;
      }
      // Capital I and small l share one skeleton.
      char ascii = match == 'l' && Character.isUpperCase(c) ? 'i' : match;
      prototype[c] = (byte) ascii;
      kind[c] = (byte) (foreign ? LOOKALIKE : PHONETIC);
    }
    for (int i = 0; i < SMALL_CAPITALS.length(); i++) {
      if (SMALL_CAPITALS.charAt(i) != 0) {
        prototype[SMALL_CAPITALS.charAt(i)] = (byte) ('a' + i);
        kind[SMALL_CAPITALS.charAt(i)] = PHONETIC;
      }
    }
    for (int i = 0; i < ROUGH_FROM.length(); i++) {
      char c = ROUGH_FROM.charAt(i);
      if (prototype[c] == 0) {
        prototype[c] = (byte) (ROUGH_TO.charAt(i) | ROUGH);
        kind[c] = LOOKALIKE;
      }
    }
  }

  private static boolean phonetic(int c) {
    return (c >= 0x250 && c <= 0x2AF)
        || (c >= 0x1D00 && c <= 0x1DBF)
        || (c >= 0xA720 && c <= 0xA7FF);
  }

  private static int word(char c) {
    if (!Character.isLetter(c)) {
      return c >= '0' && c <= '9' ? NEUTRAL : BREAK;
    }
    switch (Character.UnicodeScript.of(c)) {
      case LATIN:
        return LATIN;
      case HAN:
      case HANGUL:
      case HIRAGANA:
      case KATAKANA:
      case BOPOMOFO:
      case YI:
      case THAI:
      case LAO:
      case KHMER:
      case MYANMAR:
      case COMMON:
        return BREAK;
      default:
        return FOREIGN;
    }
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }

  /** ASCII for typographic quotes, dashes and white space; 0 = none. */
  private static char plainPunctuation(char c) {
    if (c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000) {
      return ' ';
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x2039 || c == 0x203A || c == 0x2032 || c == 0x2BC) {
      return '\'';
    }
    if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2033) {
      return '"';
    }
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D) {
      return '-';
    }
    return c == 0x2044 ? '/' : 0;
  }

  private static final class Holder {
    static final FoldTable TABLE = new FoldTable();
  }
}
