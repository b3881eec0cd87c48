package com.modalarmor.upstream.gemini;

import com.modalarmor.upstream.EventTaker;
import io.vertx.core.http.HttpClientResponse;

/** Makes the model wait for a slow reader of its answer. Confined to the provider's event loop. */
final class Throttle implements EventTaker.Source {

  private final Exchange owner;
  private final HttpClientResponse response;
  private boolean paused;

  Throttle(Exchange owner, HttpClientResponse response) {
    this.owner = owner;
    this.response = response;
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      owner.waits(true);
      response.pause();
    }
  }

  @Override
  public void resume() {
    if (paused) {
      paused = false;
      owner.waits(false);
      response.resume();
    }
  }
}
