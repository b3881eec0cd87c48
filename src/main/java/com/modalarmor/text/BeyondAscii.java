package com.modalarmor.text;

/** What the characters beyond ASCII of a text are evidence of. Scratch; single-threaded. */
final class BeyondAscii {

  private static final int ACCENTS_MIN = 3;
  private static final int FLIPPED_MIN = 4;
  private static final int REGIONAL_MIN = 8;
  private static final int PICTURES_MIN = 3;

  private int found;
  private boolean any;
  private int accents;
  private int flipped;
  private int regional;
  private int pictures;

  void clear() {
    found = 0;
    any = false;
    accents = 0;
    flipped = 0;
    regional = 0;
    pictures = 0;
  }

  /** True when there was any. */
  boolean any() {
    return any;
  }

  /** Bit set of {@link Evidence}. */
  int found() {
    return found
        | (accents >= ACCENTS_MIN ? Evidence.ACCENTS : 0)
        | (flipped >= FLIPPED_MIN ? Evidence.FLIPPED : 0)
        | (regional >= REGIONAL_MIN ? Evidence.REGIONAL : 0)
        | (pictures >= PICTURES_MIN ? Evidence.PICTURES : 0);
  }

  /** Notes a character beyond ASCII; returns the ASCII one that stands in for it here. */
  int read(int c) {
    any = true;
    if (c < 0x250) {
      accents += c >= 0xC0 ? 1 : 0;
      return c == 0xB7 ? '.' : CharClasses.STAND_IN;
    }
    switch (c >> 8) {
      case 0x1E:
        accents++;
        break;
      case 0x03:
        accents += c < 0x370 ? 1 : 0;
        break;
      case 0x02:
        flipped += FlippedLetters.flipped(c) ? 1 : 0;
        break;
      case 0x26:
      case 0x27:
      case 0x2B:
      case 0xD8:
        pictures += PictureBlanks.picture((char) c) ? 1 : 0;
        break;
      case 0xDD:
        regional += c >= 0xDDE6 ? 1 : 0;
        break;
      case 0x28:
        found |= c == 0x2800 ? Evidence.BRAILLE | Evidence.FILLERS : Evidence.BRAILLE;
        return c == 0x2800 ? '.' : CharClasses.STAND_IN; // drawn as a blank: may break a word
      case 0x31:
        found |= c == 0x3164 ? Evidence.FILLERS : 0;
        return c == 0x3164 ? '.' : CharClasses.STAND_IN;
      case 0x20:
        return general(c);
      case 0xFE:
        if (c <= 0xFE0F) {
          found |= Evidence.SELECTORS;
        } else if (c == 0xFEFF) {
          found |= Evidence.INVISIBLES;
        }
        break;
      case 0xDB:
        if (c == 0xDB40) {
          found |= Evidence.TAGS | Evidence.SELECTORS;
        }
        break;
      default:
        break;
    }
    return CharClasses.STAND_IN;
  }

  private int general(int c) {
    if ((c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0x202E) {
      found |= Evidence.INVISIBLES;
    } else if (c == 0x2022) {
      return '.';
    } else if (c >= 0x2010 && c <= 0x2015) {
      return '-';
    }
    return CharClasses.STAND_IN;
  }
}
