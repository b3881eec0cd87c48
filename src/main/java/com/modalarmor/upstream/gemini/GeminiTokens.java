package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Usage;

/** The token counts of one document. For one walk; single-threaded. */
final class GeminiTokens {

  private long prompt = -1;
  private long output = -1;
  private long thoughts;

  void prompt(long count) {
    prompt = count;
  }

  void output(long count) {
    output = count;
  }

  void thoughts(long count) {
    thoughts = count;
  }

  Usage usage() {
    long all = output < 0 ? -1 : output + thoughts;
    return prompt < 0 && all < 0 ? Usage.UNKNOWN : new Usage(prompt, all);
  }
}
