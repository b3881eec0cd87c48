package com.modalarmor.text;

/**
 * Reads lines of letters turned upside down, which other scripts and phonetics lend: from their
 * end, as one reads a turned page, or from their beginning, whichever makes more words.
 */
final class FlippedLetters implements Decoder {

  private static final int FLIPPED_MIN = 4;
  private static final int LINE_MAX = 4_096;

  /** One flipped letter in so many characters of a line at least. */
  private static final int SHARE = 6;

  private static final String FROM =
      "\u0250\u0254\u01DD\u025F\u0183\u0265\u1D09\u027E\u029E\u026F\u0279\u0287\u028C\u028D\u028E"
          + "\u0131\u0253\u05DF\u02D9\u00BF\u00A1";
  private static final String TO = "acefghijkmrtvwyigl.?!";

  /** Letters that are others upside down. */
  private static final String TURNED_FROM = "nupdbq'";

  private static final String TURNED_TO = "undpqb,";

  /** By character, the first of {@link #FROM}. */
  private static final boolean[] OF_PHONETICS = new boolean[0x1D0A];

  static {
    FROM.substring(0, 15).chars().forEach(c -> OF_PHONETICS[c] = true);
  }

  /** True for letters that hardly anything but phonetics has. */
  static boolean flipped(int c) {
    return c < OF_PHONETICS.length && OF_PHONETICS[c];
  }

  @Override
  public int evidence() {
    return Evidence.FLIPPED;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int at = 0;
    while (at < length) {
      int end = at;
      int flips = 0;
      while (end < length && end - at < LINE_MAX && chars[end] != '\n') {
        flips += flipped(chars[end++]) ? 1 : 0;
      }
      if (flips >= FLIPPED_MIN && flips * SHARE >= end - at) {
        found |= turn(chars, at, end, out);
      }
      at = end + 1;
    }
    if (found) {
      out.finishReplacing();
      out.keepText(Transform.HOMOGLYPH.bit());
    }
  }

  private static boolean turn(char[] chars, int from, int to, DecodedViews out) {
    out.replace(from, to);
    int mark = out.length();
    write(chars, from, to, true, out);
    Plausibility reading = out.plausibility.read(out.chars(), mark, out.length());
    if (reading.share(0.5) && reading.knownWords > 1) {
      return true;
    }
    out.cut(mark);
    write(chars, from, to, false, out);
    reading = out.plausibility.read(out.chars(), mark, out.length());
    return reading.share(0.5) && reading.knownWords > 1;
  }

  private static void write(char[] chars, int from, int to, boolean back, DecodedViews out) {
    for (int i = 0; i < to - from; i++) {
      int at = back ? to - 1 - i : from + i;
      char c = chars[at];
      int flip = FROM.indexOf(c);
      int turned = flip < 0 ? TURNED_FROM.indexOf(c) : -1;
      char upright = flip >= 0 ? TO.charAt(flip) : turned >= 0 ? TURNED_TO.charAt(turned) : c;
      if (back) {
        out.append(upright, from, to);
      } else {
        out.append(upright, at, at + 1);
      }
    }
  }
}
