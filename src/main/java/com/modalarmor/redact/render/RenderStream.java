package com.modalarmor.redact.render;

import com.modalarmor.text.url.Origins;

/**
 * The harmless form of an answer that comes in pieces; the pieces written, put together, are what
 * {@link RenderProfile#apply} gives for the whole. Holds back what is not decided yet, at most
 * {@link #HELD_MAX} characters. One for each answer, single-threaded.
 */
public final class RenderStream {

  /** Characters held back at most. */
  public static final int HELD_MAX = Neutraliser.HOLD_MAX;

  private final Neutraliser neutraliser;
  private final StringBuilder pending = new StringBuilder();

  /** Markdown takes a carriage return for a line end, so there must be one kind of them only. */
  private final boolean unifiesLines;

  private boolean returned;

  public RenderStream(RenderProfile profile, Origins origins) {
    neutraliser = profile.neutraliser(origins);
    unifiesLines = profile == RenderProfile.MARKDOWN;
  }

  /** Takes a piece and writes what is decided. */
  public void feed(CharSequence piece, StringBuilder out) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c != '\n' || !returned || !unifiesLines) {
        pending.append(c == '\r' && unifiesLines ? '\n' : c);
      }
      returned = c == '\r';
    }
    pending.delete(0, run(false, out));
  }

  /** Writes the rest; nothing follows. */
  public void finish(StringBuilder out) {
    run(true, out);
    pending.setLength(0);
    neutraliser.end(out);
  }

  /** Characters that wait for what follows. */
  public int held() {
    return pending.length();
  }

  private int run(boolean last, StringBuilder out) {
    int at = 0;
    while (at < pending.length()) {
      int next = neutraliser.step(pending, at, last, out);
      if (next == at) {
        break;
      }
      at = next;
    }
    return at;
  }
}
