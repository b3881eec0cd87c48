package com.modalarmor.text;

/**
 * Reads what HTML holds and does not show: comments, elements that are not displayed or have no
 * size, and the words of title, alt and the like. All of them alone, one below the other.
 */
final class HiddenHtml implements Decoder {

  /** A hidden element is read to its end tag, at most so far. */
  private static final int ELEMENT_MAX = 8_192;

  private static final int TAG_MAX = 2_048;
  private static final int TEXT_MIN = 8;

  /** What is hidden in hidden text says nothing new when it is nearly all of it. */
  private static final double SAME_SHARE = 0.75;

  /** With more tags than this a text is a page, and pages have comments. */
  private static final int PAGE_TAGS = 5;

  private static final String[] STYLES = {
    "display:none",
    "visibility:hidden",
    "font-size:0",
    "font-size:1px",
    "opacity:0",
    "color:transparent",
    "color:white",
    "color:#fff",
    "height:0",
    "width:0",
    "left:-9",
    "top:-9",
    "text-indent:-9",
    "maxlines:0"
  };
  private static final String[] WORDY = {"title", "alt", "aria-label", "placeholder", "summary"};

  @Override
  public int evidence() {
    return Evidence.MARKUP;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int tags = 0;
    boolean hidden = false;
    boolean closes = true;
    Signs signs = in.signs();
    int i = 0;
    while ((i = signs.next(i)) + 3 < length) {
      if (chars[i] != '<') {
        i++;
        continue;
      }
      if (chars[i + 1] == '!' && chars[i + 2] == '-' && chars[i + 3] == '-') {
        int end = closes ? Chars.indexOf("-->", chars, i + 4, length) : -1;
        closes = end >= 0;
        int stop = closes ? end : Math.min(length, i + ELEMENT_MAX);
        words(chars, i + 4, stop, out);
        i = closes ? end + 3 : stop;
        continue;
      }
      if (English.letter(chars[i + 1]) == 0) {
        i++;
        continue;
      }
      int end = tagEnd(chars, i, length);
      if (end < 0) {
        i++;
        continue;
      }
      tags++;
      int begin = i;
      i = end + 1;
      if (attributes(chars, end, begin, out)) {
        int stop = elementEnd(chars, i, length);
        hidden |= words(chars, i, stop, out);
        i = stop;
      }
    }
    boolean again = (in.transforms() & Transform.HIDDEN_HTML.bit()) != 0;
    if (again && out.length() >= length * SAME_SHARE) {
      return; // brackets of a comment inside a comment: all of it is read already
    }
    if (out.length() >= TEXT_MIN) {
      boolean prose = out.plausibility.read(out.chars(), 0, out.length()).prose();
      out.keep(Transform.HIDDEN_HTML.bit(), prose && (hidden || tags < PAGE_TAGS));
    }
  }

  private static int tagEnd(char[] chars, int from, int length) {
    char quote = 0;
    int stop = Math.min(length, from + TAG_MAX);
    for (int i = from + 1; i < stop; i++) {
      char c = chars[i];
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = chars[i - 1] == '=' ? c : 0;
      } else if (c == '>') {
        return i;
      } else if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private static int elementEnd(char[] chars, int from, int length) {
    int stop = Math.min(length, from + ELEMENT_MAX);
    for (int i = from; i + 1 < stop; i++) {
      if (chars[i] == '<' && chars[i + 1] == '/') {
        return i;
      }
    }
    return stop;
  }

  /** Reads the attributes of a tag; true when they hide its content. */
  private static boolean attributes(char[] chars, int end, int start, DecodedViews out) {
    boolean hides = false;
    int i = start + 1;
    while (i < end && chars[i] > ' ') {
      i++;
    }
    while (i < end) {
      while (i < end && chars[i] <= ' ') {
        i++;
      }
      int name = i;
      while (i < end && chars[i] > ' ' && chars[i] != '=') {
        i++;
      }
      int nameEnd = i;
      int value = i;
      int valueEnd = i;
      if (i < end && chars[i] == '=') {
        i++;
        char quote = i < end && (chars[i] == '"' || chars[i] == '\'') ? chars[i++] : ' ';
        value = i;
        while (i < end && chars[i] != quote) {
          i++;
        }
        valueEnd = i;
        i++;
      }
      hides |= Chars.equal("hidden", chars, name, nameEnd);
      if (Chars.equal("style", chars, name, nameEnd)) {
        hides |= hides(chars, value, valueEnd);
      }
      for (String wordy : WORDY) {
        if (Chars.equal(wordy, chars, name, nameEnd)) {
          words(chars, value, valueEnd, out);
        }
      }
      i = Math.max(i, name + 1);
    }
    return hides;
  }

  private static boolean hides(char[] chars, int from, int to) {
    for (String style : STYLES) {
      for (int i = from; i < to; i++) {
        int end = Chars.matchWithoutSpaces(style, chars, i, to);
        if (end < 0 || (i > from && English.letter(chars[i - 1]) != 0)) {
          continue;
        }
        char next = end < to ? chars[end] : ';';
        boolean number = style.endsWith("0");
        boolean longer = number ? next == '.' || CharKinds.digit(next) : English.letter(next) != 0;
        if (!longer && (i == from || chars[i - 1] != '-')) {
          return true;
        }
      }
    }
    return false;
  }

  /** Appends the words of a range without the tags in it; false when there are too few. */
  private static boolean words(char[] chars, int from, int to, DecodedViews out) {
    out.gap();
    int mark = out.length();
    boolean tag = false;
    for (int i = from; i < to; i++) {
      tag |=
          chars[i] == '<'
              && i + 1 < to
              && (chars[i + 1] == '/' || English.letter(chars[i + 1]) != 0);
      if (!tag && (out.length() > mark || chars[i] > ' ')) {
        out.append(chars[i], i, i + 1);
      }
      tag &= chars[i] != '>';
    }
    Plausibility reading = out.plausibility.read(out.chars(), mark, out.length());
    if (reading.foreign < 4 && (reading.words < 2 || reading.letters < TEXT_MIN)) {
      out.cut(mark);
      return false;
    }
    return true;
  }
}
