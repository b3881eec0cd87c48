package com.modalarmor.pipeline;

import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanned;
import com.modalarmor.guard.Restoring;
import com.modalarmor.guard.StructuredAnswer;
import com.modalarmor.identity.Caller;
import com.modalarmor.limits.LimitOutcome;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.TenantKeys;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.vector.Access;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.verdict.Decision;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import io.vertx.core.Future;

/**
 * One request from accept to settlement: everything that is known about it, in typed fields.
 * Confined to its ingress loop.
 */
public final class Exchange {

  public final String requestId;
  public final long acceptedMs;
  public final Wire wire;
  public final String httpVersion;

  /** Wire and operation, e.g. {@code gemini.generate_content}. */
  public final String route;

  /** Cancelled when the client leaves. */
  public final Cancellation cancellation = new Cancellation();

  private final long acceptedNanos = System.nanoTime();
  private final long[] stageNanos = new long[Stage.values().length];
  private long markNanos = acceptedNanos;

  // Set once each, in the order of the pipeline; null until then.
  Caller caller;
  CompiledPolicy policy;
  TenantKeys keys;
  String conversation = "";
  Restoring restoring;
  StructuredAnswer structure;
  LimitOutcome limits;

  /** The reading of the prompt, where it began before Redis had answered. */
  Future<Scanned> begun;

  ScanResult input;
  ScanResult output;
  Verdict inputVerdict = Verdict.ALLOW;
  Verdict outputVerdict = Verdict.ALLOW;
  Usage usage = Usage.UNKNOWN;
  Refusal.Reason refusal;
  int retryAfterS;
  boolean settled;

  /** Texts of the prompt that this caller had sent before, and in which nothing was found. */
  int textsRemembered;

  /** What its answer is to stand on; null = the model's own knowledge. */
  GroundOn ground;

  /** The passages read as one text. */
  ScanResult passages;

  /** What it touched of a vector store; null = nothing. */
  Access access;

  /** True when with it a subject crossed the line of denials. */
  boolean probing;

  public Exchange(String requestId, long acceptedMs, Wire wire, String httpVersion) {
    this.requestId = requestId;
    this.acceptedMs = acceptedMs;
    this.wire = wire;
    this.httpVersion = httpVersion;
    this.route = wire.route();
  }

  /** Ends a stage: the time since the last mark is its own. */
  void mark(Stage stage) {
    long now = System.nanoTime();
    stageNanos[stage.ordinal()] += now - markNanos;
    markNanos = now;
  }

  /** Moves part of one stage's time to another that ran inside it. */
  void moveTime(Stage from, Stage to, long nanos) {
    long moved = Math.min(nanos, stageNanos[from.ordinal()]);
    stageNanos[from.ordinal()] -= moved;
    stageNanos[to.ordinal()] += moved;
  }

  public long stageNanos(Stage stage) {
    return stageNanos[stage.ordinal()];
  }

  public long elapsedNanos() {
    return System.nanoTime() - acceptedNanos;
  }

  /** What the client is told in {@code x-modal-armor-decision}. */
  public Decision decision() {
    if (inputVerdict.blocked() || outputVerdict.blocked()) {
      return Decision.BLOCK;
    }
    return inputVerdict.decision() == Decision.REDACT || outputVerdict.decision() == Decision.REDACT
        ? Decision.REDACT
        : Decision.ALLOW;
  }

  /** What a policy in shadow mode would have done. */
  public Decision shadowDecision() {
    Decision in = inputVerdict.shadow();
    Decision out = outputVerdict.shadow();
    return in.compareTo(out) >= 0 ? in : out;
  }

  /** The limits as told to the client; null before they were asked. */
  public LimitOutcome limits() {
    return limits;
  }

  /** The lowest label that dominates every row that the answer shows; null where it shows none. */
  public Label label() {
    return access == null || refusal != null ? null : access.joined();
  }

  /** Rows that this request put into quarantine. */
  public int quarantined() {
    return access == null ? 0 : access.quarantinedRows();
  }

  /** Passages that the model was given; -1 where none were asked for. */
  public int grounded() {
    boolean given = access != null && refusal == null && !inputVerdict.blocked();
    return ground != null && given ? access.rows() : -1;
  }

  public Refusal.Reason refusal() {
    return refusal;
  }

  /** Seconds for {@code Retry-After}; 0 = no such header. */
  public int retryAfterS() {
    return retryAfterS;
  }

  public boolean settled() {
    return settled;
  }
}
