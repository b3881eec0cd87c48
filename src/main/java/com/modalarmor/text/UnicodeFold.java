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

  /** Some languages write a few strokes that compose to nothing; disguise has many. */
  private static final int STROKES_MIN = 5;

  /** Indices and powers of formulas stay below. */
  private static final int RAISED_MIN = 6;

  /** Letters of formulas and marks of lists, each by itself, stay below. */
  private static final int APART_MIN = 16;

  private static final int EXPANSION_FREE = 4;
  private static final int GROWTH_FREE = 1_024;

  private final String text;
  private final View out;
  private final FoldTable table;
  private final Invisibles invisibles;
  private int transforms;

  private int wordStart;
  private boolean latin;
  private int lookalikes;
  private int roughLookalikes;
  private int foreign;
  private int phonetics;

  private int strokes;
  private int raised;
  private int apart;
  private int disguised;
  private int wide;
  private boolean eastAsian;
  private int disguiseEnd = -1;

  UnicodeFold(String text, View out, FoldTable table) {
    this.text = text;
    this.out = out;
    this.table = table;
    this.invisibles = new Invisibles(text);
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
    disguised += raised >= RAISED_MIN ? raised : 0;
    disguised += apart >= APART_MIN ? apart : 0;
    if (disguised > 0 && (!eastAsian || wide == 0 || wide > WIDE_LETTERS_MAX)) {
      transforms |= Transform.NFKC.bit();
    }
    if (strokes >= STROKES_MIN) {
      transforms |= Transform.DIACRITICS.bit();
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
        if (CharKinds.latinOrDigit(invisibles.before(at))
            && CharKinds.latinOrDigit(invisibles.after(at + 1))) {
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
    boolean letters = CharKinds.disguise(codePoint);
    if (letters) {
      int last = out.length() - 1;
      boolean joined =
          last >= 0
              && CharKinds.asciiLetter(out.chars()[last])
              && out.originalStart(last) >= at - 2;
      if (joined && CharKinds.raised(codePoint)) {
        raised++;
      } else if (joined) {
        disguised++;
      }
      if (codePoint >= 0xFF21 && codePoint <= 0xFF5A) {
        wide++;
      } else if (!joined && !CharKinds.raised(codePoint)) {
        apart++;
      }
      disguiseEnd = at + Character.charCount(codePoint);
    }
    if (expansion.length() > EXPANSION_FREE && out.length() > 2 * at + GROWTH_FREE) {
      // Whole words in one sign: none of them is Latin, and many of them blow a text up.
      out.append(text.charAt(at), at);
      word(FoldTable.BREAK);
      return;
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
    } else if (last >= 0 && c < 0x2100 && (base < 0x250 || (base >= 0x1E00 && base < 0x1F00))) {
      // Strokes and dots over a Latin letter that make no letter of any language.
      out.leaveIdentity(at);
      strokes++;
    } else {
      out.put(at, c, at);
    }
  }

  private void invisible(int c, int at, int units) {
    if (c >= 0xE0020 && c <= 0xE007E && at < invisibles.tagText(at)) {
      char hidden = Character.toLowerCase((char) (c - 0xE0000));
      transforms |= Transform.TAGS.bit();
      out.append(hidden, at);
      word(table.kind[hidden] & FoldTable.WORD);
    } else if (invisibles.suspicious(c, at, units)) {
      transforms |= hiding(c).bit();
    }
  }

  private static Transform hiding(int c) {
    if (c == 0x202D || c == 0x202E) {
      return Transform.BIDI;
    }
    if (c == '\b' || c == 0x7F) {
      return Transform.BACKSPACE;
    }
    if (CharKinds.variation(c)) {
      return Transform.VARIATION;
    }
    return c >= 0xE0000 && c <= 0xE007F ? Transform.TAGS : Transform.INVISIBLE;
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
        plain += CharKinds.asciiLetter(chars[i]) ? 1 : 0;
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
      latin |= CharKinds.asciiLetter(out.chars()[wordStart]);
    }
  }
}
