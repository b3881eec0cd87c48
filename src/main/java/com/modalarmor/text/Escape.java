package com.modalarmor.text;

/** Reads one escape, or several of one kind in a row where they make one. Scratch. */
final class Escape {

  private static final String[] NAMES = {
    "lt<",
    "gt>",
    "amp&",
    "quot\"",
    "apos'",
    "nbsp ",
    "tab\t",
    "newline\n",
    "colon:",
    "semi;",
    "comma,",
    "period.",
    "excl!",
    "lpar(",
    "rpar)",
    "lsqb[",
    "rsqb]",
    "sol/",
    "bsol\\",
    "hyphen-",
    "shy\u00AD",
    "ensp ",
    "emsp ",
    "thinsp ",
    "zwnj\u200C",
    "zwj\u200D",
    "num#",
    "dollar$",
    "lowbar_",
    "equals=",
    "ast*",
    "plus+",
    "lbrace{",
    "rbrace}",
    "auml\u00E4",
    "ouml\u00F6",
    "uuml\u00FC",
    "szlig\u00DF",
    "eacute\u00E9",
    "egrave\u00E8",
    "agrave\u00E0",
    "ccedil\u00E7"
  };
  private static final int NAME_MAX = 8;
  private static final int DIGITS_MAX = 8;
  private static final int CODE_POINT_MAX = 0x10FFFF;

  private final ByteRun bytes = new ByteRun();
  private int codePoint;

  Transform transform;
  int end;

  /**
   * What it stands for changes how the text reads: a letter, a space, the sign of a further escape.
   */
  boolean telling;

  boolean space;

  /** Reads the escape at {@code at}; false when there is none. */
  boolean read(char[] chars, int at, int length) {
    codePoint = -1;
    telling = false;
    space = false;
    bytes.clear();
    switch (chars[at]) {
      case '%':
        transform = Transform.URL_ENCODING;
        return at + 5 < length && (chars[at + 1] | 32) == 'u'
            ? digits(chars, at + 2, Math.min(length, at + 6), 16, 4) && one(at + 6)
            : bytes(chars, at, length, '%');
      case '&':
        transform = Transform.HTML_ENTITIES;
        return entity(chars, at, length);
      case '\\':
        transform = Transform.UNICODE_ESCAPES;
        return backslash(chars, at, length);
      default:
        transform = Transform.QUOTED_PRINTABLE;
        if (at + 1 < length && chars[at + 1] == '\n') {
          end = at + 2;
          return true;
        }
        return bytes(chars, at, length, '=');
    }
  }

  /** Where to go on when {@link #read} found nothing at {@code at}. */
  int after(int at) {
    return bytes.length() > 0 ? end : at + 1;
  }

  /** Number of bytes of the escape just read; 1 for one of another kind. */
  int bytes() {
    return Math.max(1, bytes.length());
  }

  /** Appends what the escape stands for; returns how many of it are ASCII letters and digits. */
  int spell(int at, DecodedViews out) {
    int mark = out.length();
    if (codePoint >= 0) {
      out.appendCodePoint(codePoint, at, end);
    } else {
      bytes.spell(0, bytes.length(), out);
    }
    int hidden = 0;
    for (int i = mark; i < out.length(); i++) {
      hidden += plain(out.chars()[i]) ? 1 : 0;
    }
    return hidden;
  }

  private boolean bytes(char[] chars, int at, int length, char sign) {
    int i = at;
    while (i + 2 < length && chars[i] == sign) {
      int high = CharKinds.hex(chars[i + 1]);
      int low = CharKinds.hex(chars[i + 2]);
      boolean small = sign == '=' && (chars[i + 1] >= 'a' || chars[i + 2] >= 'a');
      if (high < 0 || low < 0 || small) {
        break;
      }
      int value = high << 4 | low;
      bytes.add(value, i, i + 3);
      telling |= telling(value) || value >= 0x80;
      space |= value == ' ';
      i += 3;
    }
    end = i;
    return i > at && (telling || bytes.printable(0) > 0);
  }

  private boolean entity(char[] chars, int at, int length) {
    if (at + 2 >= length) {
      return false;
    }
    if (chars[at + 1] == '#') {
      boolean hex = (chars[at + 2] | 32) == 'x';
      int from = hex ? at + 3 : at + 2;
      if (!digits(chars, from, length, hex ? 16 : 10, DIGITS_MAX)) {
        return false;
      }
      return one(end < length && chars[end] == ';' ? end + 1 : end);
    }
    int stop = at + 1;
    while (stop < length && stop <= at + NAME_MAX && English.letter(chars[stop]) != 0) {
      stop++;
    }
    if (stop == length || chars[stop] != ';' || stop == at + 1) {
      return false;
    }
    for (String name : NAMES) {
      if (name.length() == stop - at && named(name, chars, at + 1)) {
        codePoint = name.charAt(name.length() - 1);
        return one(stop + 1);
      }
    }
    return false;
  }

  private static boolean named(String name, char[] chars, int from) {
    for (int i = 0; i < name.length() - 1; i++) {
      if ((chars[from + i] | 32) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean backslash(char[] chars, int at, int length) {
    if (at + 1 >= length) {
      return false;
    }
    char kind = chars[at + 1];
    switch (kind) {
      case 'u':
        if (at + 2 < length && chars[at + 2] == '{') {
          return digits(chars, at + 3, length, 16, DIGITS_MAX)
              && end < length
              && chars[end] == '}'
              && one(end + 1);
        }
        return exactly(chars, at + 2, length, 4);
      case 'U':
        return exactly(chars, at + 2, length, 8);
      case 'x':
        return exactly(chars, at + 2, length, 2);
      case 'n':
      case 'r':
      case 't':
        boolean opens = at == 0 || !CharKinds.letterOrDigit(chars[at - 1]) || chars[at - 1] > 'Z';
        boolean path = at > 0 && (chars[at - 1] == ':' || chars[at - 1] == '\\');
        if (!opens || path) {
          return false;
        }
        codePoint = kind == 't' ? ' ' : '\n';
        end = at + 2;
        telling = end < length && English.letter(chars[end]) != 0;
        return true;
      default:
        boolean octal =
            kind >= '0' && kind <= '1' && digits(chars, at + 1, Math.min(length, at + 4), 8, 3);
        return octal && end == at + 4 && one(end);
    }
  }

  private boolean exactly(char[] chars, int from, int length, int count) {
    return from + count <= length
        && digits(chars, from, from + count, 16, count)
        && end == from + count
        && one(end);
  }

  private boolean digits(char[] chars, int from, int length, int radix, int max) {
    int value = 0;
    int i = from;
    while (i < length && i < from + max) {
      int digit = CharKinds.hex(chars[i]);
      if (digit < 0 || digit >= radix) {
        break;
      }
      value = Math.min(CODE_POINT_MAX + 1, value * radix + digit);
      i++;
    }
    codePoint = value;
    end = i;
    return i > from;
  }

  private boolean one(int stop) {
    end = stop;
    if (codePoint > CODE_POINT_MAX || codePoint == 0) {
      return false;
    }
    telling |= telling(codePoint) || codePoint > 0x80 && Character.isLetter(codePoint);
    space |= codePoint == ' ';
    return true;
  }

  private static boolean telling(int c) {
    return plain(c) || c == ' ' || c == '<' || c == '%' || c == '&' || c == '\\' || c == '\n';
  }

  private static boolean plain(int c) {
    return CharKinds.digit(c) || English.letter(c) != 0;
  }
}
