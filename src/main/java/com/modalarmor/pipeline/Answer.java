package com.modalarmor.pipeline;

import java.util.List;

/**
 * What goes back to the caller: status, content type and the bytes. Immutable.
 *
 * @param chunks written one after another; more than one only for streams
 * @param live a body that is still being made, in their place; null = none
 */
public record Answer(int status, String contentType, List<byte[]> chunks, LiveBody live) {

  public static final String JSON = "application/json; charset=UTF-8";
  public static final String SSE = "text/event-stream";

  public Answer(int status, String contentType, List<byte[]> chunks) {
    this(status, contentType, chunks, null);
  }

  public static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, List.of(body));
  }

  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < chunks.size(); i++) {
      bytes += chunks.get(i).length;
    }
    return bytes;
  }
}
