package com.modalarmor.upstream;

import com.modalarmor.guard.StreamGuard;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/** Leads the events of one answer through its guard and on. Confined to the provider's context. */
final class StreamRelay implements EventTaker {

  private final StreamGuard guard;
  private final ReplyFlow flow;
  private final Context context;
  private final List<byte[]> out = new ArrayList<>(2);
  private boolean begun;

  StreamRelay(StreamGuard guard, ReplyFlow flow, Context context) {
    this.guard = guard;
    this.flow = flow;
    this.context = context;
  }

  @Override
  public void begins(Source source) {
    begun = true;
    flow.source(source, context);
  }

  @Override
  public boolean take(byte[] event) {
    out.clear();
    guard.take(event, out);
    flow.write(out, guard.verdict());
    return !guard.blocked();
  }

  /** True when there was an answer that streamed. */
  boolean begun() {
    return begun;
  }

  /** The answer is complete, or was ended by the guard. */
  Streamed finish() {
    if (!guard.blocked()) {
      out.clear();
      guard.finish(out);
      flow.write(out, guard.verdict());
    }
    return seen();
  }

  /** What was seen so far, however it ended. */
  Streamed seen() {
    Streamed streamed =
        new Streamed(guard.result(), guard.verdict(), guard.usage(), guard.elapsedNanos());
    flow.ends(streamed);
    return streamed;
  }
}
