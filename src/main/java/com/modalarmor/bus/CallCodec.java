package com.modalarmor.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Passes a call by reference; it can never leave the process. Stateless. */
final class CallCodec implements MessageCodec<Call<?, ?>, Call<?, ?>> {

  static final String NAME = "modal-armor-call";

  @Override
  public void encodeToWire(Buffer buffer, Call<?, ?> call) {
    throw new UnsupportedOperationException("lanes are in-process");
  }

  @Override
  public Call<?, ?> decodeFromWire(int pos, Buffer buffer) {
    throw new UnsupportedOperationException("lanes are in-process");
  }

  @Override
  public Call<?, ?> transform(Call<?, ?> call) {
    return call;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
