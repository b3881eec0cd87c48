package com.modalarmor.upstream;

import io.vertx.core.Future;

/**
 * One upstream model API as seen from one event loop. Confined to the context it was made on; every
 * verticle instance makes its own, so that connections stay on its loop.
 *
 * <p>The future completes on that context with the reply, or fails with a {@code Refusal} and
 * nothing else. Only framing is checked here (status, content type, one JSON object per body or
 * event, nothing cut short); the content is read by the output guard, which walks every byte
 * anyway.
 */
public interface Provider {

  /** Sends one request; {@code cancellation} may be cancelled from any thread. */
  default Future<ProviderReply> send(ProviderRequest request, Cancellation cancellation) {
    return send(request, cancellation, null);
  }

  /**
   * The same, with the events of a streamed answer handed to {@code taker} as they come; the reply
   * holds none of them then. Null = collected in the reply.
   */
  Future<ProviderReply> send(ProviderRequest request, Cancellation cancellation, EventTaker taker);

  /** Closes the connections; requests in flight are refused. */
  Future<Void> close();
}
