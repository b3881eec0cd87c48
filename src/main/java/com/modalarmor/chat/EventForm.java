package com.modalarmor.chat;

/**
 * How the events of a streamed answer are read and made on one provider's wire. Immutable;
 * thread-safe.
 */
public interface EventForm {

  /**
   * One event as it was read: its texts, of which those of one group are pieces of one text that
   * runs through the events.
   *
   * @param document the event alone, as its one body
   * @param ended groups of which the model says that they end with this event
   * @param closed groups of which their last piece here is the last of all, whatever follows
   */
  record Event(Document document, int[] ended, int[] closed) {

    private static final int[] NONE = {};

    public Event(Document document, int[] ended) {
      this(document, ended, NONE);
    }
  }

  /** Throws a {@code Refusal} when the event is not what the wire has. */
  Event read(byte[] event);

  /** True when the texts of {@code group} are an answer itself, not what was thought about it. */
  default boolean isAnswer(int group) {
    return true;
  }

  /** True when the texts of {@code group} are an argument of a tool call, which nobody is shown. */
  default boolean isArgument(int group) {
    return false;
  }

  /**
   * An event that holds a piece of the text of {@code group}, which is no argument, and nothing
   * else.
   */
  byte[] text(int group, String text);
}
