package com.modalarmor.redact.render;

import com.modalarmor.text.url.Entities;
import com.modalarmor.text.url.HtmlTag;
import com.modalarmor.text.url.LinkTargets;
import com.modalarmor.text.url.Origins;
import com.modalarmor.text.url.WebAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps elements that only shape text, written anew with the attributes that are known; every other
 * angle bracket becomes text. No element stays that changes how the rest is read, and none is
 * closed that was not opened here. Single-threaded.
 */
final class HtmlNeutraliser implements Neutraliser {

  private static final Set<String> SHAPES =
      Set.of(
          "a",
          "abbr",
          "b",
          "blockquote",
          "br",
          "caption",
          "code",
          "dd",
          "del",
          "details",
          "div",
          "dl",
          "dt",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "img",
          "ins",
          "kbd",
          "li",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "s",
          "samp",
          "small",
          "span",
          "strong",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "u",
          "ul",
          "var",
          "wbr");

  private static final Set<String> EMPTY = Set.of("br", "hr", "img", "wbr");

  private static final int NAME_MAX = 10;
  private static final int TAG_MAX = 2_048;
  private static final int DEPTH_MAX = 64;

  private final Origins origins;
  private final List<String> open = new ArrayList<>();

  HtmlNeutraliser(Origins origins) {
    this.origins = origins;
  }

  @Override
  public int step(CharSequence text, int from, boolean last, StringBuilder out) {
    int length = text.length();
    int i = from;
    while (i < length && text.charAt(i) != '<') {
      char c = text.charAt(i++);
      out.append(c == 0 ? '\uFFFD' : c);
    }
    if (i > from || i == length) {
      return i;
    }
    int verdict = opens(text, i, last);
    if (verdict == 0) {
      return from;
    }
    HtmlTag tag = verdict < 0 ? null : HtmlTag.read(text, i, Math.min(length, i + TAG_MAX));
    if (tag != null && !bracketBefore(text, i + 1, tag.end())) {
      write(tag, out);
      return tag.end();
    }
    boolean open = tag == null && length - i < TAG_MAX && !bracketBefore(text, i + 1, length);
    if (verdict > 0 && !last && open) {
      return from;
    }
    out.append("&lt;");
    return i + 1;
  }

  /** Above zero: may be a tag that stays; below: is none; zero: more is needed. */
  private static int opens(CharSequence text, int at, boolean last) {
    int length = text.length();
    int i = at + 1;
    if (i < length && text.charAt(i) == '/') {
      i++;
    }
    StringBuilder name = new StringBuilder(NAME_MAX);
    while (i < length && name.length() <= NAME_MAX) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '6');
      if (!letter) {
        boolean ends =
            c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        return ends && SHAPES.contains(name.toString()) ? 1 : -1;
      }
      name.append(c <= 'Z' && c >= 'A' ? (char) (c + 32) : c);
      i++;
    }
    if (last || name.length() > NAME_MAX) {
      return -1;
    }
    String begun = name.toString();
    return SHAPES.stream().anyMatch(shape -> shape.startsWith(begun)) ? 0 : -1;
  }

  /** Another angle bracket before the tag ends, outside quotes: it is none. */
  private static boolean bracketBefore(CharSequence text, int from, int to) {
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '<') {
        return true;
      } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
        quote = c;
      }
    }
    return false;
  }

  private void write(HtmlTag tag, StringBuilder out) {
    if (tag.closing()) {
      close(tag.name(), out);
      return;
    }
    if (tag.name().equals("img")) {
      picture(tag, out);
      return;
    }
    boolean empty = EMPTY.contains(tag.name());
    if (!empty && open.size() == DEPTH_MAX) {
      return;
    }
    out.append('<').append(tag.name());
    for (HtmlTag.Attribute attribute : tag.attributes()) {
      attribute(tag.name(), attribute, out);
    }
    out.append('>');
    if (!empty) {
      open.add(tag.name());
    }
  }

  private void close(String name, StringBuilder out) {
    int at = open.lastIndexOf(name);
    while (at >= 0 && open.size() > at) {
      out.append("</").append(open.remove(open.size() - 1)).append('>');
    }
  }

  private void attribute(String element, HtmlTag.Attribute attribute, StringBuilder out) {
    String value = Entities.decode(attribute.value());
    switch (attribute.name()) {
      case "href" -> {
        String target = element.equals("a") ? link(value, origins) : null;
        if (target != null) {
          value(out, "href", target).append(" rel=\"noopener noreferrer nofollow\"");
        }
      }
      case "title" -> value(out, "title", value);
      case "colspan", "rowspan", "start" -> {
        if (number(value)) {
          value(out, attribute.name(), value);
        }
      }
      case "align" -> {
        if (value.equals("left") || value.equals("right") || value.equals("center")) {
          value(out, "align", value);
        }
      }
      case "class" -> {
        if (element.equals("code") && value.startsWith("language-") && word(value)) {
          value(out, "class", value);
        }
      }
      default -> {}
    }
  }

  private void picture(HtmlTag tag, StringBuilder out) {
    String source = "";
    String alt = "";
    for (HtmlTag.Attribute attribute : tag.attributes()) {
      source = attribute.name().equals("src") && source.isEmpty() ? attribute.value() : source;
      alt = attribute.name().equals("alt") && alt.isEmpty() ? attribute.value() : alt;
    }
    WebAddress address = WebAddress.parse(Entities.decode(source));
    String text = Entities.decode(alt);
    if (origins.allow(address)) {
      out.append("<img");
      value(out, "src", address.href());
      value(out, "alt", text).append('>');
    } else {
      escape(text, out);
      out.append(text.isEmpty() ? "[image removed]" : " [image removed]");
    }
  }

  /** The address that may be offered as a link, or null. */
  static String link(String target, Origins origins) {
    if (!LinkTargets.linkable(target)) {
      return null;
    }
    WebAddress address = WebAddress.parse(target);
    if (address == null) {
      return null;
    }
    if (!address.special()) {
      return address.href();
    }
    boolean permitted = !origins.said() || origins.allow(address);
    boolean plain = address.user().isEmpty() && LinkTargets.carries(address, false) == 0;
    return address.host() != null && permitted && plain ? address.href() : null;
  }

  private static boolean number(String value) {
    boolean digits = !value.isEmpty() && value.length() <= 4;
    for (int i = 0; i < value.length(); i++) {
      digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return digits;
  }

  private static boolean word(String value) {
    boolean word = value.length() <= 32;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      word &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '#';
    }
    return word;
  }

  private static StringBuilder value(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value, out);
    return out.append('"');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '`' -> out.append("&#96;");
        case 0 -> out.append('\uFFFD');
        default -> out.append(c);
      }
    }
  }

  @Override
  public void end(StringBuilder out) {
    for (int i = open.size() - 1; i >= 0; i--) {
      out.append("</").append(open.get(i)).append('>');
    }
    open.clear();
  }
}
