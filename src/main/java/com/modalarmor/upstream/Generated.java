package com.modalarmor.upstream;

import com.modalarmor.detect.Scanned;

/**
 * The model's answer with what the guard saw in it. Immutable.
 *
 * @param reply whole; without its events when they have left already
 * @param scanned null when the answer streamed
 * @param streamed null when it did not
 */
public record Generated(ProviderReply reply, Scanned scanned, Streamed streamed) {}
