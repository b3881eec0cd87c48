package com.modalarmor.text.url;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the links and pictures that Markdown or HTML would render, with the address each leads to.
 * Scratch, used again for each text; single-threaded. Linear: what is looked for behind a bracket
 * is bounded.
 */
public final class LinkFinder {

  /** How a target is reached. */
  public enum Kind {
    /** Without a click. */
    LOADED,
    FOLLOWED
  }

  /** Takes what is found; the range is that of the whole construct. */
  @FunctionalInterface
  public interface Sink {
    void link(Kind kind, int start, int end, String target);
  }

  private static final int DEPTH_MAX = 32;
  private static final int TARGET_MAX = 2_048;
  private static final int LABEL_MAX = 1_024;
  private static final int DEFINITIONS_MAX = 128;

  private static final Set<String> LOADING =
      Set.of(
          "src", "srcset", "poster", "background", "data", "lowsrc", "dynsrc", "icon", "manifest");

  private final int[] opens = new int[DEPTH_MAX];
  private final Map<String, String> definitions = new HashMap<>();
  private final Map<String, Kind> uses = new HashMap<>();
  private final TagReader tags = new TagReader();
  private int settled;

  /**
   * Reports every link of the text. One by reference is reported at the later of its two places, so
   * that what is reported of a beginning stays true.
   */
  public void find(String text, Sink sink) {
    definitions.clear();
    uses.clear();
    tags.begin(text);
    int depth = 0;
    int length = text.length();
    settled = length;
    boolean references = text.contains("]:");
    boolean paragraph = true;
    int lineEnd = -1;
    for (int i = 0; i < length; i++) {
      if (i > lineEnd) {
        lineEnd = text.indexOf('\n', i);
        lineEnd = lineEnd < 0 ? length : lineEnd;
        if (i == lineEnd) {
          depth = 0; // a blank line ends all that is open
        }
        paragraph = define(text, i, lineEnd, paragraph, references, sink);
      }
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        opens[depth % DEPTH_MAX] = i;
        depth++;
      } else if (c == ']' && depth > 0) {
        depth--;
        close(text, opens[depth % DEPTH_MAX], i, sink);
      } else if (c == '<') {
        tag(text, i, sink);
      }
    }
    for (int d = Math.max(0, depth - DEPTH_MAX); d < depth; d++) {
      int open = opens[d % DEPTH_MAX];
      if (length - open <= LABEL_MAX) {
        settle(text, open);
      }
    }
    tags.end();
    if (length > 0 && "!<".indexOf(text.charAt(length - 1)) >= 0) {
      settled = Math.min(settled, length - 1);
    }
  }

  /** Index up to which the last text's links are final when it goes on. */
  public int settled() {
    return settled;
  }

  private void settle(String text, int open) {
    boolean picture = open > 0 && text.charAt(open - 1) == '!';
    settled = Math.min(settled, picture ? open - 1 : open);
  }

  private void close(String text, int open, int close, Sink sink) {
    if (close - open > LABEL_MAX) {
      return;
    }
    Kind kind = open > 0 && text.charAt(open - 1) == '!' ? Kind.LOADED : Kind.FOLLOWED;
    int start = kind == Kind.LOADED ? open - 1 : open;
    if (close + 1 == text.length()) {
      settle(text, open);
      return;
    }
    int next = text.charAt(close + 1);
    if (next == '(') {
      int[] range = destination(text, close + 2);
      if (range != null) {
        sink.link(kind, start, range[2], text.substring(range[0], range[1]));
      } else if (text.length() - close <= TARGET_MAX + 2) {
        settle(text, open);
      }
      return;
    }
    if (next == ':') {
      return;
    }
    int end = close + 1;
    String own = label(text.substring(open + 1, close));
    String other = own;
    if (next == '[') {
      int behind = text.indexOf(']', close + 2);
      if (behind < 0 && text.length() - close <= LABEL_MAX) {
        settle(text, open);
        return;
      }
      if (behind > 0 && behind - close <= LABEL_MAX) {
        other = label(text.substring(close + 2, behind));
        end = behind + 1;
      }
    }
    String target = definitions.getOrDefault(other, definitions.get(own));
    if (target != null) {
      sink.link(kind, start, end, target);
    } else if (uses.size() < DEFINITIONS_MAX) {
      uses.merge(own, kind, LinkFinder::worse);
      uses.merge(other, kind, LinkFinder::worse);
    }
  }

  private static Kind worse(Kind a, Kind b) {
    return a == Kind.LOADED ? a : b;
  }

  /** Reads a line's definition; returns whether another one may follow. */
  private boolean define(
      String text, int line, int end, boolean paragraph, boolean references, Sink sink) {
    int i = line;
    while (i < end && i - line < 4 && text.charAt(i) == ' ') {
      i++;
    }
    boolean begins = paragraph && i < end && text.charAt(i) == '[';
    if (begins && end == text.length()) {
      settled = Math.min(settled, i);
    }
    boolean defined = begins && references && definition(text, i, end, sink);
    return defined || i == end || text.substring(line, end).isBlank();
  }

  private boolean definition(String text, int open, int end, Sink sink) {
    int close = text.indexOf("]:", open);
    if (close < 0 || close >= end || close - open > LABEL_MAX) {
      return false;
    }
    String target = text.substring(close + 2, Math.min(end, close + 2 + TARGET_MAX)).strip();
    int space = target.indexOf(' ');
    target = space < 0 ? target : target.substring(0, space);
    if (target.startsWith("<") && target.endsWith(">")) {
      target = target.substring(1, target.length() - 1);
    }
    if (target.isEmpty()) {
      return false;
    }
    String label = label(text.substring(open + 1, close));
    Kind used = uses.get(label);
    if (used != null) {
      sink.link(used, open, end, target);
    }
    if (definitions.size() < DEFINITIONS_MAX) {
      definitions.putIfAbsent(label, target);
    }
    return true;
  }

  /** Start and end of the address, and of the whole; null = there is none. */
  private static int[] destination(String text, int from) {
    int bound = Math.min(text.length(), from + TARGET_MAX);
    int i = from;
    while (i < bound && HtmlTag.space(text.charAt(i))) {
      i++;
    }
    int start = i;
    if (i < bound && text.charAt(i) == '<') {
      int end = text.indexOf('>', i);
      return end < 0 || end > bound ? null : new int[] {start + 1, end, closing(text, end, bound)};
    }
    int depth = 0;
    while (i < bound) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        return i == start ? null : new int[] {start, i, i + 1};
      } else if (c == '\n' && i > start) {
        break;
      } else if (c == ' ' && titled(text, i + 1, bound)) {
        return new int[] {start, i, closing(text, i, bound)};
      }
      i++;
    }
    return null;
  }

  private static boolean titled(String text, int from, int bound) {
    int i = from;
    while (i < bound && text.charAt(i) == ' ') {
      i++;
    }
    return i < bound && (text.charAt(i) == '"' || text.charAt(i) == '\'' || text.charAt(i) == ')');
  }

  private static int closing(String text, int from, int bound) {
    int end = text.indexOf(')', from);
    return end < 0 || end >= bound ? from : end + 1;
  }

  private static String label(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (char c : text.strip().toLowerCase(Locale.ROOT).toCharArray()) {
      char one = HtmlTag.space(c) ? ' ' : c;
      if (one != ' ' || out.charAt(out.length() - 1) != ' ') {
        out.append(one);
      }
    }
    return out.toString();
  }

  private void tag(String text, int at, Sink sink) {
    if (tags.inPlain(at)) {
      return;
    }
    HtmlTag tag = tags.read(at);
    if (tag == null && text.length() - at < HtmlTag.LENGTH_MAX && HtmlTag.begins(text, at)) {
      settled = Math.min(settled, at);
    }
    if (tag == null || tag.closing()) {
      return;
    }
    boolean plain = true;
    for (HtmlTag.Attribute attribute : tag.attributes()) {
      boolean anchor = tag.name().equals("a") || tag.name().equals("area");
      boolean href = attribute.name().equals("href") || attribute.name().equals("xlink:href");
      boolean loads = LOADING.contains(attribute.name()) || (href && !anchor);
      boolean follows =
          (href && anchor)
              || attribute.name().equals("action")
              || attribute.name().equals("formaction")
              || attribute.name().equals("ping");
      if ((loads || follows) && !attribute.value().isEmpty()) {
        plain = false;
        String target = Entities.decode(attribute.value());
        sink.link(loads ? Kind.LOADED : Kind.FOLLOWED, at, tag.end(), target);
      }
    }
    if (plain) {
      tags.plain(at, tag);
    }
  }
}
