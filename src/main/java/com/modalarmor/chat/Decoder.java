package com.modalarmor.chat;

import java.util.List;

/**
 * Finds the texts of one wire's document; implemented by each wire, run on a detection loop.
 * Immutable.
 */
public interface Decoder {

  /** Throws {@code Refusal(MALFORMED_BODY)} when the document is not what the route takes. */
  Document decode(List<byte[]> bodies);
}
