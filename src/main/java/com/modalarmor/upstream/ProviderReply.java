package com.modalarmor.upstream;

import java.util.List;

/**
 * What the model answered, byte for byte. Immutable by agreement.
 *
 * @param status 2xx, or an error of the model that concerns the caller (400, 404, 413, 429)
 * @param events one body when unary or an error; one JSON document per event when streamed
 * @param retryAfterS seconds from {@code Retry-After}; 0 = none
 */
public record ProviderReply(int status, List<byte[]> events, int retryAfterS) {

  public ProviderReply {
    events = List.copyOf(events);
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
