package com.modalarmor.upstream;

import com.modalarmor.chat.Decoder;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.detect.ScanPlan;

/**
 * A question to the upstream lane. Immutable but for the cancellation.
 *
 * @param replyDecoder finds the texts in the answer
 * @param plan what looks at them
 * @param hidden what the answer must not tell; null = nothing
 */
public record Generation(
    ProviderRequest request,
    Decoder replyDecoder,
    ScanPlan plan,
    HiddenContext hidden,
    Cancellation cancellation) {}
