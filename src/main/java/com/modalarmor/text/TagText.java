package com.modalarmor.text;

/**
 * Reads the tag characters of a text (U+E0020 to U+E007E) together, those spread between visible
 * letters too. Flags of regions, which are spelled with them, are passed over.
 */
final class TagText implements Decoder {

  private static final int TEXT_MIN = 4;

  @Override
  public int evidence() {
    return Evidence.TAGS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    out.begin(in);
    int length = in.length();
    int i = 0;
    int end = -1;
    while (i < length) {
      int c = in.codePoint(i);
      int units = Character.charCount(c);
      if (c == CharKinds.BLACK_FLAG) {
        i += Math.max(units, FlagTags.length(in.chars(), i + 2, length) + 2);
        continue;
      }
      if (c >= 0xE0020 && c <= 0xE007E) {
        if (end >= 0 && end < i - 40) {
          out.gap();
        }
        out.append((char) (c - 0xE0000), i, i + units);
        end = i;
      }
      i += units;
    }
    if (out.length() >= TEXT_MIN) {
      out.keep(Transform.TAGS.bit(), true);
    }
  }
}
