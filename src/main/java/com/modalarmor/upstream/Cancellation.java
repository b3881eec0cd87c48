package com.modalarmor.upstream;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells a provider that nobody waits for the answer any more. Thread-safe; one per request, the
 * first {@link #cancel()} counts.
 */
public final class Cancellation {

  private static final Runnable CANCELLED = () -> {};

  private final AtomicReference<Runnable> listener = new AtomicReference<>();

  /** From any thread, any number of times, before, during or after the request. */
  public void cancel() {
    Runnable told = listener.getAndSet(CANCELLED);
    if (told != null && told != CANCELLED) {
      told.run();
    }
  }

  public boolean cancelled() {
    return listener.get() == CANCELLED;
  }

  /**
   * Sets the one listener; it runs on the thread that cancels, or here and now when that was
   * before.
   */
  public void onCancel(Runnable newListener) {
    if (!listener.compareAndSet(null, newListener)) {
      if (!cancelled()) {
        throw new IllegalStateException("a cancellation serves one request");
      }
      newListener.run();
    }
  }

  /** Forgets the listener: the request is over. */
  public void release(Runnable oldListener) {
    listener.compareAndSet(oldListener, null);
  }
}
