package com.modalarmor.audit;

import java.util.List;

/**
 * What is kept of one request. Holds names, codes and counts, never text of a prompt, answer or
 * credential. Immutable.
 *
 * @param timeMs milliseconds since the epoch, UTC
 * @param tenant empty when the caller is unknown
 * @param actor {@code key:<id>} or {@code sub:<subject>}; empty when unknown
 * @param route wire and operation, e.g. {@code gemini.generate_content}
 * @param outcome {@code allow}, {@code redact}, {@code block}, the code of a refusal, or {@link
 *     #OPEN} and {@link #INTERRUPTED}
 * @param shadow what a policy in shadow mode would have decided; equals the decision otherwise
 * @param findings {@code TYPE:count}, input before output
 * @param skipped what no detector could read
 * @param vectors what it touched of a vector store; null = nothing
 * @param inputTokens -1 = not told; likewise outputTokens
 */
public record AuditEvent(
    long timeMs,
    String requestId,
    String tenant,
    String actor,
    String route,
    String model,
    String httpVersion,
    int status,
    String outcome,
    String shadow,
    List<String> findings,
    List<String> skipped,
    String policy,
    long inputTokens,
    long outputTokens,
    long elapsedUs,
    VectorRecord vectors) {

  /** The outcome of an answer that begins to leave and is not over. */
  public static final String OPEN = "open";

  /** The outcome of an answer during which the process died. */
  public static final String INTERRUPTED = "interrupted";

  boolean isOpen() {
    return outcome.equals(OPEN);
  }
}
