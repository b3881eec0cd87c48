package com.modalarmor.text.url;

/**
 * Reads the tags of a text from left to right, as {@link HtmlTag} does, in linear time: brackets
 * without end cost one look, and what is read over and over is limited. Scratch; single-threaded.
 */
public final class TagReader {

  /** Characters of tags inside tags that are read in any text, */
  private static final int AGAIN_FREE = 1 << 20;

  /** and so many times its length. */
  private static final int AGAIN_TIMES = 16;

  private static final int NOT_KNOWN = -1;

  private final TagSteps steps = new TagSteps();
  private String text = "";
  private int bracket;
  private int readTo;
  private int plainTo;
  private long again;

  /** Starts a text. */
  public void begin(String newText) {
    text = newText;
    bracket = NOT_KNOWN;
    readTo = 0;
    plainTo = 0;
    steps.clear();
    again = AGAIN_FREE + (long) AGAIN_TIMES * newText.length();
  }

  /** Lets go of the text. */
  public void end() {
    text = "";
  }

  /**
   * The tag that begins with the bracket at that place, further on than the one before; null = none
   * that ends within {@link HtmlTag#LENGTH_MAX}. Attributes that are known to be {@link #plain} are
   * left out.
   *
   * @throws IllegalStateException when the text is nothing but tags inside tags: it must count as
   *     not inspected
   */
  public HtmlTag read(int at) {
    if (bracket < at) {
      int next = text.indexOf('>', at);
      bracket = next < 0 ? Integer.MAX_VALUE : next;
    }
    if (bracket - at >= HtmlTag.LENGTH_MAX || !HtmlTag.begins(text, at)) {
      return null;
    }
    steps.begin(at);
    HtmlTag tag = HtmlTag.read(text, at, text.length(), steps);
    int to =
        tag == null
            ? Math.min(text.length(), at + HtmlTag.LENGTH_MAX)
            : Math.min(tag.end(), steps.stopped());
    again -= Math.max(0, Math.min(to, readTo) - at);
    if (again < 0) {
      throw new IllegalStateException("tags inside tags");
    }
    readTo = Math.max(readTo, to);
    return tag;
  }

  /**
   * Says that the tag read last, from {@code at} on, has nothing in it. Then neither have those
   * inside it, but for their names, unless quotes hide where they begin.
   */
  public void plain(int at, HtmlTag tag) {
    steps.plain(tag.end());
    for (int i = at; i < tag.end(); i++) {
      if (text.charAt(i) == '"' || text.charAt(i) == '\'') {
        return;
      }
    }
    plainTo = tag.end();
  }

  /** True when the bracket stands in such a tag, where an attribute would: only its name counts. */
  public boolean inPlain(int at) {
    if (at >= plainTo || !HtmlTag.space(text.charAt(at - 1))) {
      return false;
    }
    int before = at - 1;
    while (before > 0 && HtmlTag.space(text.charAt(before))) {
      before--;
    }
    int after = at + 1;
    while (after < plainTo && HtmlTag.inName(text.charAt(after))) {
      after++;
    }
    while (after < plainTo && HtmlTag.space(text.charAt(after))) {
      after++;
    }
    // An attribute may have a value, a tag's name has none.
    return text.charAt(before) != '=' && (after == plainTo || text.charAt(after) != '=');
  }
}
