package com.modalarmor.detect;

import com.modalarmor.chat.Document;

/** The answer to a {@link ScanJob}. Immutable. */
public record Scanned(Document document, ScanResult result, long elapsedNanos) {}
