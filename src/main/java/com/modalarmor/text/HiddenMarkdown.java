package com.modalarmor.text;

/**
 * Reads what Markdown holds and does not show: link definitions that serve as comments ({@code
 * [//]: # (…)}), titles of links, and descriptions of images.
 */
final class HiddenMarkdown implements Decoder {

  private static final int LABEL_MAX = 200;
  private static final int VALUE_MAX = 4_096;
  private static final int TEXT_MIN = 8;

  @Override
  public int evidence() {
    return Evidence.MARKDOWN;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    if ((in.transforms() & Transform.HIDDEN_MARKDOWN.bit()) != 0) {
      return; // what stands in a comment or a title is no markup, and is read as it is
    }
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean comment = false;
    Signs signs = in.signs();
    int i = 0;
    while ((i = signs.next(i)) < length) {
      if (chars[i] != '[') {
        i++;
        continue;
      }
      int label = labelEnd(chars, i + 1, Math.min(length, i + LABEL_MAX));
      if (label < 0 || label + 2 >= length) {
        i++;
        continue;
      }
      int end = label + 1;
      if (chars[end] == ':') {
        int mark = out.length();
        end = definition(chars, end + 1, length, out);
        comment |= out.length() > mark;
      } else if (chars[end] == '(') {
        if (i > 0 && chars[i - 1] == '!') {
          words(chars, i + 1, label, out);
        }
        end = title(chars, end + 1, Math.min(length, end + VALUE_MAX), out);
      }
      i = end;
    }
    if (out.length() >= TEXT_MIN) {
      boolean prose = out.plausibility.read(out.chars(), 0, out.length()).prose();
      out.keep(Transform.HIDDEN_MARKDOWN.bit(), comment && prose);
    }
  }

  /** Reads the title of a definition without an address; returns its end, or {@code from}. */
  private static int definition(char[] chars, int from, int length, DecodedViews out) {
    int i = from;
    while (i < length && chars[i] == ' ') {
      i++;
    }
    boolean nowhere = i < length && (chars[i] == '#' || (chars[i] == '<' && i + 1 < length));
    if (!nowhere) {
      return from;
    }
    i += chars[i] == '<' ? 2 : 1;
    while (i < length && chars[i] == ' ') {
      i++;
    }
    char close = i < length ? closing(chars[i]) : 0;
    if (close == 0) {
      return from;
    }
    int lineEnd = until(chars, i, Math.min(length, i + VALUE_MAX), '\n');
    int stop = lineEnd < 0 ? Math.min(length, i + VALUE_MAX) : lineEnd;
    int end = stop;
    while (end > i + 1 && chars[end - 1] != close) {
      end--;
    }
    int last = end > i + 1 ? end - 1 : stop;
    words(chars, i + 1, last, out);
    return stop;
  }

  /** Reads the title of a link; returns the end of the link, or {@code from}. */
  private static int title(char[] chars, int from, int stop, DecodedViews out) {
    int i = from;
    while (i < stop && chars[i] > ' ' && chars[i] != ')' && chars[i] != '[' && chars[i] != '(') {
      i++;
    }
    while (i < stop && chars[i] == ' ') {
      i++;
    }
    char close = i < stop ? closing(chars[i]) : 0;
    if (close == 0) {
      return from;
    }
    int end = until(chars, i + 1, stop, close);
    if (end < 0) {
      return stop;
    }
    words(chars, i + 1, end, out);
    return end + 1;
  }

  private static char closing(char open) {
    return open == '(' ? ')' : open == '"' || open == '\'' ? open : 0;
  }

  private static int until(char[] chars, int from, int to, char sign) {
    for (int i = from; i < to; i++) {
      if (chars[i] == sign) {
        return i;
      }
    }
    return -1;
  }

  private static int labelEnd(char[] chars, int from, int to) {
    int i = from;
    while (i < to && chars[i] != ']' && chars[i] != '[') {
      i++;
    }
    return i < to && chars[i] == ']' ? i : -1;
  }

  private static void words(char[] chars, int from, int to, DecodedViews out) {
    out.gap();
    int mark = out.length();
    out.copy(from, to);
    Plausibility reading = out.plausibility.read(out.chars(), mark, out.length());
    if (reading.foreign < 4 && (reading.words < 2 || reading.letters < TEXT_MIN)) {
      out.cut(mark);
    }
  }
}
