package com.modalarmor.detect;

import java.util.Locale;
import java.util.Set;

/**
 * The end of a growing text that may still become a link, an image or a tag that loads or runs
 * something: from its opening sign on, until it is closed. Stateless.
 */
final class OpenMarkup {

  private static final int CHARS_MAX = 512;
  private static final int NAME_CHARS_MAX = 10;

  /** Tags that load, send or run something. */
  private static final Set<String> TAGS =
      Set.of(
          "a",
          "area",
          "audio",
          "base",
          "body",
          "button",
          "details",
          "embed",
          "form",
          "frame",
          "iframe",
          "image",
          "img",
          "input",
          "link",
          "marquee",
          "math",
          "meta",
          "object",
          "script",
          "source",
          "style",
          "svg",
          "template",
          "track",
          "video");

  private OpenMarkup() {}

  /** Where the open end of {@code text} begins; its length when nothing is open. */
  static int start(String text) {
    int length = text.length();
    int open = -1;
    char closing = 0;
    for (int i = Math.max(0, length - CHARS_MAX); i < length; i++) {
      char c = text.charAt(i);
      if (open >= 0) {
        boolean plain =
            closing == ')' && c == ']' && i + 1 < length && !follows(text.charAt(i + 1));
        if (c == closing || plain) {
          open = -1;
        }
      } else if (c == '[') {
        open = i > 0 && text.charAt(i - 1) == '!' ? i - 1 : i;
        closing = ')';
      } else if (c == '<' && tag(text, i + 1)) {
        open = i;
        closing = '>';
      }
    }
    if (open >= 0) {
      return open;
    }
    return length > 0 && text.charAt(length - 1) == '!' ? length - 1 : length;
  }

  /** What may stand after the words of a link. */
  private static boolean follows(char c) {
    return c == '(' || c == '[' || c == ':';
  }

  private static boolean tag(String text, int from) {
    int end = from;
    int length = text.length();
    while (end < length && end - from <= NAME_CHARS_MAX && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(from, end).toLowerCase(Locale.ROOT);
    return end < length ? TAGS.contains(name) : TAGS.stream().anyMatch(t -> t.startsWith(name));
  }
}
