package com.modalarmor.upstream;

/**
 * Takes the events of one streamed answer as they come. Called on the provider's context, in the
 * order of the events; not called at all for an answer that is an error or does not stream.
 */
public interface EventTaker {

  /** Where the events come from; call it on the provider's context. */
  interface Source {
    /** No further events for now: the model is made to wait. */
    void pause();

    void resume();
  }

  /** The answer begins. */
  void begins(Source source);

  /**
   * The next event. A {@code Refusal} thrown here ends the request with it.
   *
   * @return false when no more is wanted: the model is told to stop, and the request has succeeded
   */
  boolean take(byte[] event);
}
