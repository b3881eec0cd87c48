package com.modalarmor.text;

/**
 * One folding of a text that is not plain ASCII. Single-threaded, used once.
 *
 * <p>Stays an identity view while every character maps to one character, and becomes a mapped one
 * at the first that does not.
 */
final class UnicodeFold {

  /** Fullwidth letters are ordinary in Chinese and Japanese text up to this many. */
  private static final int WIDE_LETTERS_MAX = 12;

  /** Shorter runs of tag characters split words; longer ones spell something, so they are read. */
  private static final int TAG_TEXT_MIN = 3;

  private final String text;
  private final View out;
  private final FoldTable table;
  private int transforms;

  private int wordStart;
  private boolean latin;
  private int lookalikes;
  private int roughLookalikes;
  private int foreign;
  private int phonetics;

  private int disguised;
  private int wide;
  private boolean eastAsian;
  private int disguiseEnd = -1;
  private int softHyphenAt = -10;
  private int tagTextEnd;
  private int flagEnd;

  UnicodeFold(String text, View out, FoldTable table) {
    this.text = text;
    this.out = out;
    this.table = table;
  }

  /** Folds from {@code start}; all before it is plain ASCII and folded already. */
  int run(int start) {
    out.filledTo(start);
    resumeWord(start);
    int length = text.length();
    int i = start;
    while (i < length) {
      char c = text.charAt(i);
      int kind = table.kind[c];
      int action = kind & FoldTable.ACTION;
      if (action == FoldTable.KEEP) {
        if (c < 128 && disguiseEnd == i && Character.isLetter(c)) {
          disguised++;
        }
        out.put(i, table.folded[c], i);
        word(kind & FoldTable.WORD);
        eastAsian |= c >= 0x3040 && c <= 0xD7A3;
        i++;
      } else {
        i += special(c, action, i);
      }
    }
    endWord();
    if (disguised > 0 && (!eastAsian || wide == 0 || wide > WIDE_LETTERS_MAX)) {
      transforms |= Transform.NFKC.bit();
    }
    return transforms;
  }

  /** Folds one character that is not one for one; returns how many UTF-16 units it read. */
  private int special(char c, int action, int at) {
    switch (action) {
      case FoldTable.INVISIBLE:
        out.leaveIdentity(at);
        invisible(c, at, 1);
        return 1;
      case FoldTable.BLANK:
        if (latinOrDigit(before(at)) && latinOrDigit(after(at + 1))) {
          transforms |= Transform.INVISIBLE.bit();
        }
        out.put(at, ' ', at);
        word(FoldTable.BREAK);
        return 1;
      case FoldTable.EXPAND:
        out.leaveIdentity(at);
        expand(c, table.expansion(c), at);
        return 1;
      case FoldTable.MARK:
        mark(c, at);
        return 1;
      default:
        return surrogate(at);
    }
  }

  private int surrogate(int at) {
    int codePoint = text.codePointAt(at);
    int units = Character.charCount(codePoint);
    if (units == 1) {
      out.put(at, text.charAt(at), at);
      word(FoldTable.BREAK);
      return 1;
    }
    if (FoldTable.invisible(codePoint)) {
      out.leaveIdentity(at);
      invisible(codePoint, at, units);
      return units;
    }
    String expansion = table.expansion(codePoint);
    if (expansion != null) {
      out.leaveIdentity(at);
      expand(codePoint, expansion, at);
      return units;
    }
    int lower = Character.toLowerCase(codePoint);
    out.put(at, Character.highSurrogate(lower), at);
    out.put(at + 1, Character.lowSurrogate(lower), at);
    word(FoldTable.BREAK);
    return units;
  }

  private void expand(int codePoint, String expansion, int at) {
    boolean letters = disguise(codePoint);
    if (letters) {
      int last = out.length() - 1;
      boolean joined =
          last >= 0 && asciiLetter(out.chars()[last]) && out.originalStart(last) >= at - 2;
      if (joined) {
        disguised++;
      }
      if (codePoint >= 0xFF21 && codePoint <= 0xFF5A) {
        wide++;
      }
      disguiseEnd = at + Character.charCount(codePoint);
    }
    for (int i = 0; i < expansion.length(); i++) {
      char c = expansion.charAt(i);
      out.append(c, at);
      word(table.kind[c] & FoldTable.WORD);
    }
  }

  private void mark(char c, int at) {
    int last = out.filled() - 1;
    char base = last >= 0 ? out.chars()[last] : 0;
    char composed = last >= 0 ? table.composed(base, c) : 0;
    if (composed != 0) {
      out.leaveIdentity(at);
      out.replaceLast(composed);
    } else if (last >= 0 && c < 0x2100 && (asciiLetter(base) || base < 0x250)) {
      // Strokes and dots over a Latin letter that make no letter of any language.
      out.leaveIdentity(at);
    } else {
      out.put(at, c, at);
    }
  }

  private void invisible(int c, int at, int units) {
    if (c >= 0xE0020 && c <= 0xE007E && at < tagText(at)) {
      char hidden = Character.toLowerCase((char) (c - 0xE0000));
      transforms |= Transform.INVISIBLE.bit();
      out.append(hidden, at);
      word(table.kind[hidden] & FoldTable.WORD);
    } else if (suspicious(c, at, units)) {
      transforms |= Transform.INVISIBLE.bit();
    }
  }

  /** End of the run of tag characters at {@code at} when it spells something, else 0. */
  private int tagText(int at) {
    if (at < tagTextEnd || at < flagEnd) {
      return at < flagEnd ? 0 : tagTextEnd;
    }
    int end = at;
    while (end + 1 < text.length() && tag(text.codePointAt(end))) {
      end += 2;
    }
    boolean flag = at >= 2 && text.codePointBefore(at) == 0x1F3F4 && end - at <= 14;
    if (flag) {
      flagEnd = end;
      return 0;
    }
    if (end - at < 2 * TAG_TEXT_MIN) {
      return 0;
    }
    tagTextEnd = end;
    return end;
  }

  private boolean suspicious(int c, int at, int units) {
    if (c >= 0xE0000 && c <= 0xE007F) {
      return at >= flagEnd;
    }
    int previous = at > 0 ? text.codePointBefore(at) : ' ';
    int next = at + units < text.length() ? text.codePointAt(at + units) : ' ';
    if (c == 0x202D || c == 0x202E || c < 0x20 || c == 0x7F) {
      return true;
    }
    if (variation(c)) {
      return latinOrDigit(previous) && !(c == 0xFE0F && !Character.isLetter(previous))
          || variation(previous);
    }
    if (FoldTable.invisible(previous) && FoldTable.invisible(next) && !variation(previous)) {
      return true;
    }
    if (c == 0xAD) {
      boolean dense = at - softHyphenAt <= 2;
      softHyphenAt = at;
      return dense;
    }
    return latinOrDigit(before(at)) && latinOrDigit(after(at + units));
  }

  /** The last kept character before {@code at}, as it stands in the text. */
  private int before(int at) {
    int i = at;
    for (int steps = 0; i > 0 && steps < 4; steps++) {
      int c = text.codePointBefore(i);
      if (!FoldTable.invisible(c)) {
        return c;
      }
      i -= Character.charCount(c);
    }
    return ' ';
  }

  private int after(int from) {
    int i = from;
    for (int steps = 0; i < text.length() && steps < 4; steps++) {
      int c = text.codePointAt(i);
      if (!FoldTable.invisible(c)) {
        return c;
      }
      i += Character.charCount(c);
    }
    return ' ';
  }

  private void word(int part) {
    switch (part) {
      case FoldTable.BREAK:
        endWord();
        break;
      case FoldTable.LATIN:
        latin = true;
        break;
      case FoldTable.LOOKALIKE:
        lookalikes++;
        break;
      case FoldTable.FOREIGN:
        foreign++;
        break;
      case FoldTable.PHONETIC:
        phonetics++;
        break;
      default:
        break;
    }
  }

  private void endWord() {
    int end = out.filled();
    if (lookalikes + phonetics > 0) {
      if (latin || phonetics > 0) {
        replaceLookalikes(end);
      }
      lookalikes = 0;
      phonetics = 0;
    }
    wordStart = end;
    latin = false;
    foreign = 0;
    roughLookalikes = 0;
  }

  private void replaceLookalikes(int end) {
    char[] chars = out.chars();
    int exact = 0;
    int exactGreek = 0;
    int inner = 0;
    int plain = 0;
    for (int i = wordStart; i < end; i++) {
      char source = text.charAt(out.originalStart(i));
      int prototype = table.prototype[source] & 0xFF;
      if (prototype == 0) {
        plain += asciiLetter(chars[i]) ? 1 : 0;
        continue;
      }
      chars[i] = (char) (prototype & ~FoldTable.ROUGH);
      if ((prototype & FoldTable.ROUGH) != 0) {
        roughLookalikes++;
      } else if ((table.kind[source] & FoldTable.WORD) == FoldTable.LOOKALIKE) {
        exact++;
        boolean greek = source >= 0x370 && source < 0x400;
        exactGreek += greek ? 1 : 0;
        inner += i > wordStart && i < end - 2 ? 1 : 0;
      }
    }
    // Names such as TNFα and words such as SMSки are ordinary; one Greek letter at an edge proves
    // nothing.
    boolean science = exact == exactGreek && exact <= 1 && inner == 0;
    boolean mixed = latin && exact > 0 && foreign == 0 && !science;
    boolean smallCapitals = phonetics >= 3 && plain <= phonetics;
    if (mixed || smallCapitals) {
      transforms |= Transform.HOMOGLYPH.bit();
    }
  }

  private void resumeWord(int start) {
    wordStart = start;
    while (wordStart > 0 && Character.isLetterOrDigit(text.charAt(wordStart - 1))) {
      wordStart--;
      latin |= asciiLetter(out.chars()[wordStart]);
    }
  }

  private static boolean tag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }

  private static boolean variation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Letters of alphabets in which nothing invisible belongs inside a word, and digits. */
  private static boolean latinOrDigit(int c) {
    return asciiLetter(c)
        || (c >= '0' && c <= '9')
        || (c >= 0xC0 && c < 0x530 && Character.isLetter(c));
  }

  private static boolean asciiLetter(int c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
  }

  /** Compatibility forms that disguise letters or digits, as against ordinary signs. */
  static boolean disguise(int c) {
    return (c >= 0xFF10 && c <= 0xFF19)
        || (c >= 0xFF21 && c <= 0xFF3A)
        || (c >= 0xFF41 && c <= 0xFF5A)
        || (c >= 0x1D400 && c <= 0x1D7FF)
        || (c >= 0x1F110 && c <= 0x1F189)
        || (c >= 0x24B6 && c <= 0x24E9)
        || (c >= 0x249C && c <= 0x24B5)
        || (c >= 0x2102 && c <= 0x2134)
        || (c >= 0x1D2C && c <= 0x1D6A)
        || (c >= 0x2090 && c <= 0x209C);
  }
}
