package com.modalarmor.redact.render;

import com.modalarmor.text.url.Origins;

/** Where an answer is shown, and so what of it is harmless. */
public enum RenderProfile {
  /** Nowhere that is known: nothing is changed. */
  NONE,
  /** As HTML in a page: elements without effect stay, everything else becomes text. */
  HTML,
  /** As Markdown: no HTML, no pictures or links but to permitted places. */
  MARKDOWN,
  /** On a terminal: no control sequences. */
  TERMINAL,
  /** As JSON that is put into a page: no signs that end a script. */
  JSON;

  /** What takes the danger out; one for each answer. */
  Neutraliser neutraliser(Origins origins) {
    return switch (this) {
      case NONE -> new CharacterNeutraliser(c -> null);
      case HTML -> new HtmlNeutraliser(origins);
      case MARKDOWN -> new MarkdownNeutraliser(origins);
      case TERMINAL -> new CharacterNeutraliser(CharacterNeutraliser::terminal);
      case JSON -> new CharacterNeutraliser(CharacterNeutraliser::json);
    };
  }

  /** The harmless form of a whole answer. */
  public String apply(String text, Origins origins) {
    if (this == NONE) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 64);
    RenderStream stream = new RenderStream(this, origins);
    stream.feed(text, out);
    stream.finish(out);
    return out.toString();
  }
}
