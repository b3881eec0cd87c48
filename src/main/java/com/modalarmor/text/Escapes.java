package com.modalarmor.text;

/**
 * Reads the escapes of URLs, HTML, programming languages and quoted-printable in place, mixed as
 * they come. What is escaped twice is read on the next level.
 */
final class Escapes implements Decoder {

  /** Letters and digits need no escape: so many of them were hidden. */
  private static final int HIDDEN_MIN = 2;

  private static final int QUOTED_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.ESCAPES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    Escape escape = out.escape;
    Signs signs = in.signs();
    boolean quoted = quoted(chars, length, escape, signs);
    signs.first();
    out.begin(in);
    int undone = 0;
    int urlHidden = 0;
    int htmlHidden = 0;
    int codeHidden = 0;
    int quotedHidden = 0;
    int spaces = 0;
    boolean address = false;
    int seen = 0; // up to here it is known whether an address has begun
    int slashes = 0; // where backslashes in a row begin: strings inside strings double them
    int i = 0;
    while ((i = signs.next(i)) < length) {
      char c = chars[i];
      if (c == '\\') {
        slashes = i > 0 && chars[i - 1] == '\\' ? slashes : i;
      } else if (c != '%' && c != '&' && !(c == '=' && quoted)) {
        i++;
        continue;
      }
      if (c == '=' || c == '%') {
        for (; seen < i; seen++) {
          char before = chars[seen];
          address = before > ' ' && (address || before == '/' || before == '?');
        }
      }
      if (c == '=' && address) {
        i++;
        continue;
      }
      if (!escape.read(chars, i, length)) {
        i = escape.after(i);
        continue;
      }
      int from = escape.transform == Transform.UNICODE_ESCAPES ? slashes : i;
      out.replace(from, escape.end);
      int hidden = escape.spell(from, out);
      if (escape.telling) {
        undone |= escape.transform.bit();
      }
      switch (escape.transform) {
        case URL_ENCODING:
          urlHidden += hidden;
          spaces += !address && escape.space ? 1 : 0;
          break;
        case HTML_ENTITIES:
          htmlHidden += hidden;
          break;
        case UNICODE_ESCAPES:
          codeHidden += hidden;
          break;
        default:
          quotedHidden += hidden;
          break;
      }
      i = escape.end;
    }
    if (undone == 0) {
      return;
    }
    out.finishReplacing();
    int suspect =
        (urlHidden >= HIDDEN_MIN || spaces >= HIDDEN_MIN ? Transform.URL_ENCODING.bit() : 0)
            | (htmlHidden >= HIDDEN_MIN ? Transform.HTML_ENTITIES.bit() : 0)
            | (codeHidden >= HIDDEN_MIN ? Transform.UNICODE_ESCAPES.bit() : 0)
            | (quotedHidden >= QUOTED_MIN ? Transform.QUOTED_PRINTABLE.bit() : 0);
    out.keep(undone, undone & suspect);
  }

  /** One equals sign with two digits behind it proves nothing; several before letters do. */
  private static boolean quoted(char[] chars, int length, Escape escape, Signs signs) {
    int found = 0;
    for (int i = signs.next(0); i + 2 < length && found < QUOTED_MIN; i = signs.next(i + 1)) {
      if (chars[i] == '=' && escape.read(chars, i, length)) {
        char next = escape.end < length ? chars[escape.end] : ' ';
        found += escape.telling && (next == ' ' || CharKinds.hex(next) < 0 && next > '@') ? 1 : 0;
        found += escape.bytes() - 1;
        i = escape.end - 1;
      }
    }
    return found >= QUOTED_MIN;
  }
}
