package com.modalarmor.upstream;

import com.modalarmor.chat.Decoder;
import com.modalarmor.detect.ScanPlan;

/**
 * A question to the upstream lane. Immutable but for the cancellation.
 *
 * @param replyDecoder finds the texts in the answer
 * @param plan what looks at them
 */
public record Generation(
    ProviderRequest request, Decoder replyDecoder, ScanPlan plan, Cancellation cancellation) {}
