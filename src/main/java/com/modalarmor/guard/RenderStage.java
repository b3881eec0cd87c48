package com.modalarmor.guard;

import com.modalarmor.redact.render.RenderStream;

/** Takes out of a text what is dangerous where it is shown. Single-threaded. */
final class RenderStage implements TextStage {

  private final RenderStream stream;

  RenderStage(RenderStream stream) {
    this.stream = stream;
  }

  @Override
  public void push(CharSequence piece, boolean last, StringBuilder out) {
    stream.feed(piece, out);
    if (last) {
      stream.finish(out);
    }
  }

  @Override
  public boolean holds() {
    return stream.held() > 0;
  }
}
