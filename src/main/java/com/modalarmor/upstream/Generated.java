package com.modalarmor.upstream;

import com.modalarmor.detect.Scanned;

/** The model's answer, whole, with what the guard saw in it. Immutable. */
public record Generated(ProviderReply reply, Scanned scanned) {}
