package com.modalarmor.detect;

import com.modalarmor.chat.TextRun;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * What a scan saw. Immutable.
 *
 * @param runs the texts; {@link Finding#part()} is an index into them
 * @param transforms bit set of {@link com.modalarmor.text.Transform}s over all texts
 */
public record ScanResult(
    List<TextRun> runs, List<Finding> findings, Coverage coverage, int transforms) {}
