package com.modalarmor.detect.output;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.text.Pause;
import com.modalarmor.text.View;
import com.modalarmor.text.url.Entities;
import com.modalarmor.text.url.HtmlTag;
import com.modalarmor.text.url.LinkTargets;
import com.modalarmor.text.url.TagReader;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds scripts, event handlers and what else runs in a page; control sequences that steer a
 * terminal. What stands in a block of code is scored low: it is shown. Misses code without markup;
 * example: {@code <img src=x onerror=…>}. Stateless.
 */
public final class UnsafeOutputDetector implements Detector {

  public static final String NAME = "unsafe_output";

  static final float SURE = 0.95f;
  static final float LIKELY = 0.8f;
  static final float SHOWN = 0.3f;

  private static final char ESCAPE = 0x1B;
  private static final int CONTROL_MAX = 64;

  /** No active element's name is as long. */
  private static final int NAME_MAX = 24;

  /** Elements that run something, load something or change how the page is read. */
  private static final Set<String> ACTIVE =
      Set.of(
          "script",
          "iframe",
          "object",
          "embed",
          "applet",
          "frame",
          "frameset",
          "base",
          "portal",
          "meta",
          "link",
          "style",
          "form",
          "template",
          "svg",
          "math",
          "noscript",
          "plaintext",
          "xmp",
          "animate",
          "set",
          "animatetransform",
          "animatemotion",
          "handler",
          "listener",
          "foreignobject",
          "annotation-xml");

  private static final Set<String> LOADS =
      Set.of("style", "form", "meta", "link", "template", "svg", "math", "noscript");

  private static final byte[] CLASS = classes();

  private static final Supplier<CodeBlocks> CODE = CodeBlocks::new;
  private static final Supplier<TagReader> TAGS = TagReader::new;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    CodeBlocks code = subject.scratch(CodeBlocks.class, CODE);
    TagReader tags = subject.scratch(TagReader.class, TAGS);
    String text = subject.text();
    char[] chars = subject.views().original().chars();
    int length = text.length();
    View folded = subject.views().folded();
    int[] marks = folded.marks();
    boolean marked = folded.markCount() >= 0;
    int places = marked ? folded.markCount() : length;
    boolean read = false;
    int done = 0;
    int pauseAt = Pause.EVERY;
    for (int place = 0; place < places; place++) {
      int i = marked ? marks[place] : place;
      char c = chars[i];
      if (i >= pauseAt) {
        subject.pause().here();
        pauseAt = i + Pause.EVERY;
      }
      byte kind = c < CLASS.length ? CLASS[c] : 0;
      if (kind == 0 || i < done) {
        continue;
      }
      if (kind == 2) {
        done = control(text, i, sink);
      } else if (i + 1 < length && opens(chars[i + 1])) {
        if (!read) {
          code.read(text);
          tags.begin(text);
          read = true;
        }
        done = tag(text, i, code, tags, sink);
      }
    }
    tags.end();
  }

  /**
   * A tag or a control sequence that has not ended is open; a line with one back quote too many may
   * turn out to show what it holds.
   */
  @Override
  public int settledTo(Subject subject) {
    String text = subject.text();
    int length = text.length();
    int settled = length;
    int floor = Math.max(0, length - HtmlTag.LENGTH_MAX);
    int line = text.lastIndexOf('\n') + 1;
    int quotes = 0;
    for (int i = line; i < length; i++) {
      quotes += text.charAt(i) == '`' ? 1 : 0;
    }
    boolean fence = line < length && (text.charAt(line) == '`' || text.charAt(line) == '~');
    int spaced = line < length && text.charAt(line) == ' ' ? line : length;
    if (quotes % 2 == 1 || fence || spaced < length) {
      settled = line;
    }
    int bracket = text.lastIndexOf('>');
    for (int i = length - 1; i >= floor; i--) {
      char c = text.charAt(i);
      boolean tag =
          c == '<'
              && HtmlTag.begins(text, i)
              && (i > bracket || HtmlTag.read(text, i, length) == null);
      boolean control = (c == ESCAPE || (c >= 0x80 && c < 0xA0)) && length - i <= CONTROL_MAX;
      settled = tag || control ? Math.min(settled, i) : settled;
    }
    return settled;
  }

  private static boolean opens(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int tag(String text, int at, CodeBlocks code, TagReader tags, FindingSink sink) {
    if (tags.inPlain(at) && !ACTIVE.contains(name(text, at + 1))) {
      return at + 1;
    }
    HtmlTag tag = tags.read(at);
    if (tag == null) {
      return script(text, at, code, sink);
    }
    float risk = ACTIVE.contains(tag.name()) ? (LOADS.contains(tag.name()) ? 0.55f : SURE) : 0;
    for (HtmlTag.Attribute attribute : tag.attributes()) {
      String value = Entities.decode(attribute.value());
      boolean handler = attribute.name().startsWith("on") && attribute.name().length() > 3;
      boolean runs = handler || attribute.name().equals("srcdoc") || LinkTargets.runs(value);
      boolean style = attribute.name().equals("style") && holdsScript(value);
      risk = runs || style ? SURE : risk;
    }
    if (risk > 0) {
      report(sink, code.hold(at) ? SHOWN : risk, at, tag.end());
      return tag.end();
    }
    tags.plain(at, tag);
    return at + 1;
  }

  private static String name(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < NAME_MAX
        && (opens(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return text.substring(from, end).toLowerCase(Locale.ROOT);
  }

  /** A tag that is not closed still runs when the rest of the page closes it. */
  private static int script(String text, int at, CodeBlocks code, FindingSink sink) {
    if (text.regionMatches(true, at, "<script", 0, 7)
        || text.regionMatches(true, at, "<iframe", 0, 7)) {
      report(sink, code.hold(at) ? SHOWN : LIKELY, at, Math.min(text.length(), at + 7));
    }
    return at + 1;
  }

  private static boolean holdsScript(String style) {
    String lower = style.toLowerCase(Locale.ROOT);
    return lower.contains("expression(")
        || lower.contains("javascript:")
        || lower.contains("url(")
        || lower.contains("behavior:")
        || lower.contains("-moz-binding");
  }

  /** A control character, with the sequence that it begins; returns where to go on. */
  private static int control(String text, int at, FindingSink sink) {
    char c = text.charAt(at);
    int end = at + 1;
    boolean steers = c == ESCAPE || c >= 0x80;
    if (steers) {
      int bound = Math.min(text.length(), at + CONTROL_MAX);
      while (end < bound
          && text.charAt(end) >= ' '
          && text.charAt(end) != 0x7F
          && !last(text, at, end)) {
        end++;
      }
      end = Math.min(text.length(), end + (end < bound && text.charAt(end) >= ' ' ? 1 : 0));
      // The bound may lie between the halves of a pair.
      boolean halved =
          end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
      end += halved ? 1 : 0;
    }
    report(sink, steers ? SURE : LIKELY - 0.2f, at, end);
    return end;
  }

  /** Whether the sequence that begins at {@code at} ends with this character. */
  private static boolean last(String text, int at, int i) {
    char c = text.charAt(i);
    boolean parameter = i == at + 1 && (c == '[' || c == ']' || c == '(' || c == 'P');
    return !parameter && c >= '@' && c <= '~';
  }

  private static void report(FindingSink sink, float risk, int start, int end) {
    Severity severity = risk < 0.5f ? Severity.LOW : FindingType.UNSAFE_OUTPUT.severity();
    sink.add(FindingType.UNSAFE_OUTPUT, NAME, risk, severity, start, end);
  }

  private static byte[] classes() {
    byte[] table = new byte[0xA0];
    for (int c = 0; c < table.length; c++) {
      boolean blank = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x85;
      table[c] = (byte) (!blank && (c < ' ' || c >= 0x7F) ? 2 : 0);
    }
    table['<'] = 1;
    return table;
  }
}
