package com.modalarmor.upstream.gemini;

import java.util.List;

/** An answer that came whole and is framed as it should be. Immutable. */
record Answer(int status, List<byte[]> events, int retryAfterS) {}
