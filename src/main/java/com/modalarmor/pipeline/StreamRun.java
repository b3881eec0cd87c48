package com.modalarmor.pipeline;

import com.modalarmor.chat.Usage;
import com.modalarmor.upstream.Generated;
import com.modalarmor.upstream.ReplyFlow;
import com.modalarmor.upstream.Streamed;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Function;

/**
 * One streamed answer from the model's first event to the settlement. Confined to one ingress loop.
 *
 * <p>That it begins is on record before its first byte leaves, and how it ended before its end
 * does. The first is written while the model thinks.
 */
final class StreamRun {

  private static final byte[] NOTHING = {};

  private final Exchange x;
  private final StreamFrames frames;
  private final Settlement settlement;
  private final Future<Void> opened;
  private final ReplyFlow flow;
  private final LiveBody live;
  private final Promise<Answer> answer = Promise.promise();
  private boolean begun;

  StreamRun(Exchange x, StreamFrames frames, Settlement settlement, Context home) {
    this.x = x;
    this.frames = frames;
    this.settlement = settlement;
    this.flow = new ReplyFlow(home, this::event);
    this.live = new LiveBody(flow::pause, flow::resume);
    this.opened = settlement.open(x);
    opened.onFailure(
        e -> {
          answer.tryFail(new Refusal(Refusal.Reason.OVERLOADED));
          x.cancellation.cancel(); // after the refusal has been settled: the client is still there
        });
  }

  ReplyFlow flow() {
    return flow;
  }

  /**
   * The answer, as soon as it begins. {@code whole} makes it where nothing of it has left when the
   * model ends.
   */
  Future<Answer> run(Future<Generated> generated, Function<Generated, Answer> whole) {
    generated.onComplete(result -> ended(result, whole));
    return answer.future();
  }

  private void event(byte[] event) {
    boolean first = !begun;
    begun = true;
    live.add(frames.event(event, first));
    if (first) {
      x.mark(Stage.MODEL);
      opened.onSuccess(v -> begin());
    }
  }

  private void begin() {
    x.outputVerdict = flow.verdict();
    answer.tryComplete(new Answer(200, frames.contentType(), List.of(NOTHING), live));
  }

  private void ended(AsyncResult<Generated> result, Function<Generated, Answer> whole) {
    if (opened.failed()) {
      return;
    }
    if (begun) {
      x.mark(Stage.MODEL);
      opened.onSuccess(v -> close(result));
    } else if (result.succeeded()) {
      finish(result.result(), whole);
    } else {
      seen();
      answer.fail(result.cause());
    }
  }

  private void finish(Generated generated, Function<Generated, Answer> whole) {
    try {
      answer.complete(whole.apply(generated));
    } catch (RuntimeException e) { // a refusal; anything else becomes one in the settlement
      answer.fail(e);
    }
  }

  private Streamed seen() {
    Streamed streamed = flow.outcome();
    if (streamed != null) {
      x.output = streamed.result();
      x.outputVerdict = streamed.verdict();
      x.usage = streamed.usage();
      x.moveTime(Stage.MODEL, Stage.GUARD, streamed.elapsedNanos());
    }
    return streamed;
  }

  /** Whatever goes wrong in ending it: it settles. */
  private void close(AsyncResult<Generated> result) {
    boolean whole = true;
    try {
      lastEvent(result);
    } catch (RuntimeException e) {
      settlement.refusal(x, e);
      whole = false;
    }
    Future<Void> settled = settlement.close(x);
    if (whole) {
      settled.onSuccess(v -> end()).onFailure(e -> live.reset());
    } else {
      settled.onComplete(v -> live.reset());
    }
  }

  private void lastEvent(AsyncResult<Generated> result) {
    Streamed streamed = seen();
    Refusal refusal = result.succeeded() ? null : settlement.refusal(x, result.cause());
    if (refusal != null) {
      live.add(frames.event(frames.failed(refusal), false));
    } else if (x.outputVerdict.blocked()) {
      Usage usage = streamed == null ? Usage.UNKNOWN : streamed.usage();
      live.add(frames.event(frames.blocked(x.outputVerdict, usage), false));
    }
  }

  private void end() {
    if (frames.end().length > 0) {
      live.add(frames.end());
    }
    live.end();
  }
}
