package com.modalarmor.upstream;

import com.modalarmor.chat.Decoder;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.guard.GuardPlan;

/**
 * A question to the upstream lane. Immutable but for the cancellation.
 *
 * @param replyDecoder finds the texts in the answer
 * @param plan what looks at them
 * @param hidden what the answer must not tell; null = nothing
 * @param stream where a streamed answer goes as it comes; null = it is collected
 */
public record Generation(
    ProviderRequest request,
    Decoder replyDecoder,
    ScanPlan plan,
    HiddenContext hidden,
    Stream stream,
    Cancellation cancellation) {

  /** How a streamed answer is guarded, and where it goes. */
  public record Stream(GuardPlan guard, ReplyFlow flow) {}
}
