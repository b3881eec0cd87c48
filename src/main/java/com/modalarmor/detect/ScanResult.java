package com.modalarmor.detect;

import com.modalarmor.chat.TextRun;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * What a scan saw. Immutable.
 *
 * @param runs the texts; {@link Finding#part()} is an index into them
 * @param transforms for each run, the bit set of its {@link com.modalarmor.text.Transform}s
 * @param likelihoods for each run, the model's probability of an attack, also where it is too low
 *     for a finding
 * @param elapsedNanos for each run, the time it took
 */
public record ScanResult(
    List<TextRun> runs,
    List<Finding> findings,
    Coverage coverage,
    int[] transforms,
    float[] likelihoods,
    long[] elapsedNanos) {}
