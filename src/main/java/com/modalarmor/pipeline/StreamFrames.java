package com.modalarmor.pipeline;

import com.modalarmor.chat.Usage;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;

/** How answers stream on one wire. Immutable. */
public interface StreamFrames {

  String contentType();

  /** One of the model's events, as bytes of this wire. */
  byte[] event(byte[] event, boolean first);

  /** What ends the stream; may be empty. */
  byte[] end();

  /** The event that ends an answer which the policy blocks. */
  byte[] blocked(Verdict verdict, Usage usage);

  /** The event that ends an answer which cannot go on. */
  byte[] failed(Refusal refusal);
}
