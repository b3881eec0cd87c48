package com.modalarmor.text;

/**
 * Judges the invisible characters of one text, asked from left to right: ordinary ones (emoji
 * sequences, flags, joiners between joining letters) apart from those that hide something.
 * Single-threaded.
 */
final class Invisibles {

  /** Shorter runs of tag characters split words; longer ones spell something, so they are read. */
  private static final int TAG_TEXT_MIN = 3;

  private final String text;
  private int softHyphenAt = -10;
  private int tagTextEnd;
  private int flagEnd;

  Invisibles(String text) {
    this.text = text;
  }

  /** End of the run of tag characters at {@code at} when it spells something, else 0. */
  int tagText(int at) {
    if (at < tagTextEnd || at < flagEnd) {
      return at < flagEnd ? 0 : tagTextEnd;
    }
    if (at >= 2 && text.codePointBefore(at) == CharKinds.BLACK_FLAG) {
      int flag = FlagTags.length(text, at);
      if (flag > 0) {
        flagEnd = at + flag;
        return 0;
      }
    }
    int end = at;
    while (end + 1 < text.length() && CharKinds.tag(text.codePointAt(end))) {
      end += 2;
    }
    if (end - at < 2 * TAG_TEXT_MIN) {
      return 0;
    }
    tagTextEnd = end;
    return end;
  }

  /** True for an invisible that no ordinary text has at this place. */
  boolean suspicious(int c, int at, int units) {
    if (c >= 0xE0000 && c <= 0xE007F) {
      return at >= flagEnd;
    }
    int previous = at > 0 ? text.codePointBefore(at) : ' ';
    int next = at + units < text.length() ? text.codePointAt(at + units) : ' ';
    if (c == 0x202D || c == 0x202E || c < 0x20 || c == 0x7F) {
      return true;
    }
    if (CharKinds.variation(c)) {
      return CharKinds.latinOrDigit(previous) && !(c == 0xFE0F && !Character.isLetter(previous))
          || CharKinds.variation(previous);
    }
    if (FoldTable.invisible(previous)
        && FoldTable.invisible(next)
        && !CharKinds.variation(previous)) {
      return true;
    }
    if (c == 0xAD) {
      boolean dense = at - softHyphenAt <= 2;
      softHyphenAt = at;
      return dense;
    }
    return CharKinds.latinOrDigit(before(at)) && CharKinds.latinOrDigit(after(at + units));
  }

  /** The last kept character before {@code at}, as it stands in the text. */
  int before(int at) {
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

  int after(int from) {
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
}
