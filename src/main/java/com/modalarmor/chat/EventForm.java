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
   */
  record Event(Document document, int[] ended) {}

  /** Throws a {@code Refusal} when the event is not what the wire has. */
  Event read(byte[] event);

  /** An event that holds a piece of the text of {@code group} and nothing else. */
  byte[] text(int group, String text);
}
