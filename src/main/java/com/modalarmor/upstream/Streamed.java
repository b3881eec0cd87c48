package com.modalarmor.upstream;

import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.verdict.Verdict;

/**
 * What the guard saw in a streamed answer, whose events have left already. Immutable.
 *
 * @param elapsedNanos the guard's own time
 */
public record Streamed(ScanResult result, Verdict verdict, Usage usage, long elapsedNanos) {}
