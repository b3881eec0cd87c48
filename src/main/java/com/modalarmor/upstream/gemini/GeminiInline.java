package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Refusal;

/** One object of inline data, whose fields come in any order. For one walk; single-threaded. */
final class GeminiInline {

  private String mimeType = "";
  private Part data;

  void begins() {
    mimeType = "";
    data = null;
  }

  void mimeType(String type) {
    mimeType = type;
  }

  /** The literal with the data, still encoded. */
  void data(Part literal) {
    data = literal;
  }

  boolean hasData() {
    return data != null;
  }

  boolean isText() {
    return data != null && GeminiNames.isText(mimeType);
  }

  /** The text; throws a refusal for {@code fault} when it is none. */
  Part decoded(Refusal.Reason fault) {
    // An attachment is read, not said: what it asks for is nobody's wish.
    Trust trust = data.trust() == Trust.USER ? Trust.RETRIEVED : data.trust();
    return new Part(
        trust,
        InlineText.decode(data.text(), fault),
        data.body(),
        data.start(),
        data.end(),
        -1,
        true,
        data.turn());
  }

  /** What it is, where nobody can read it. */
  String uninspected() {
    return "inline_data:" + (GeminiNames.isMimeType(mimeType) ? mimeType : "unknown");
  }
}
