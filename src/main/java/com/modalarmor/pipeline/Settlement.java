package com.modalarmor.pipeline;

import com.modalarmor.audit.AuditEvent;
import com.modalarmor.audit.AuditTrail;
import com.modalarmor.audit.VectorRecord;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.metrics.GatewayMetrics;
import com.modalarmor.metrics.VectorMetrics;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of every request, always and exactly once: refusal into answer, metrics, audit
 * record, limits given back. Confined to one ingress loop.
 */
public final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private static final int NO_STATUS = 0;
  private static final int OK = 200;

  private final Admission admission;
  private final GatewayMetrics metrics;
  private final AuditTrail audit;

  public Settlement(Admission admission, GatewayMetrics metrics, AuditTrail audit) {
    this.admission = admission;
    this.metrics = metrics;
    this.audit = audit;
  }

  /** The answer to send once its record is written. Never fails. */
  Future<Answer> settle(Exchange x, AsyncResult<Answer> outcome) {
    begin(x);
    Answer answer = outcome.succeeded() ? outcome.result() : refused(x, outcome.cause());
    return audit
        .append(event(x, answer.status(), outcome(x)))
        .transform(
            record ->
                Future.succeededFuture(measured(x, record.succeeded() ? answer : unaudited(x))));
  }

  /** What the client is told is what counts. */
  private Answer measured(Exchange x, Answer last) {
    measure(x);
    return last;
  }

  /**
   * The same for an answer that is spelt while its record is written. Where that fails, the caller
   * and the metrics are told so, and the record stands for an answer that nobody got.
   */
  Future<Answer> settle(Exchange x, int status, Supplier<Future<Answer>> spelling) {
    begin(x);
    Future<Void> written = audit.append(event(x, status, outcome(x)));
    Future<Answer> spelt = spelling.get();
    return written
        .transform(
            record ->
                record.succeeded()
                    ? spelt.otherwise(e -> refused(x, e))
                    : Future.succeededFuture(unaudited(x)))
        .map(last -> measured(x, last));
  }

  /** Records that an answer begins whose end is not known yet; it is closed later. */
  Future<Void> open(Exchange x) {
    return audit.append(event(x, NO_STATUS, AuditEvent.OPEN));
  }

  /** Settles an answer of which the beginning has left. Fails when that cannot be recorded. */
  Future<Void> close(Exchange x) {
    begin(x);
    return audit
        .append(event(x, OK, outcome(x)))
        .onComplete(
            result -> {
              if (result.failed()) {
                x.refusal = Refusal.Reason.OVERLOADED;
              }
              measure(x);
            });
  }

  private void begin(Exchange x) {
    if (x.settled) {
      throw new IllegalStateException("settled twice");
    }
    x.settled = true;
    admission.release(x);
  }

  /** Settles a request that never reached a pipeline (malformed, unknown route). */
  public Future<Answer> settleRefused(Exchange x, RuntimeException refusal) {
    return settle(x, Future.failedFuture(refusal));
  }

  private static Answer refused(Exchange x, Throwable cause) {
    return x.wire.refused(refusal(x, cause));
  }

  /** The refusal that a failure is, kept with the request. */
  static Refusal refusal(Exchange x, Throwable cause) {
    Refusal refusal;
    if (cause instanceof Refusal known) {
      refusal = known;
    } else {
      // The class alone: a message might quote the request.
      LOG.error("request {} failed: {}", x.requestId, cause.getClass().getName());
      refusal = new Refusal(Refusal.Reason.INTERNAL);
    }
    if (x.cancellation.cancelled()) {
      refusal = new Refusal(Refusal.Reason.CLIENT_GONE);
    }
    x.refusal = refusal.reason();
    x.retryAfterS = refusal.retryAfterS();
    return refusal;
  }

  /** What cannot be recorded is not answered. */
  private static Answer unaudited(Exchange x) {
    LOG.debug("request {}: the audit record could not be written", x.requestId);
    x.refusal = Refusal.Reason.OVERLOADED;
    return x.wire.refused(new Refusal(Refusal.Reason.OVERLOADED));
  }

  private void measure(Exchange x) {
    metrics.request(x.route, tier(x), outcome(x), x.elapsedNanos());
    for (Stage stage : Stage.ALL) {
      long nanos = x.stageNanos(stage);
      if (nanos > 0) {
        metrics.stage(stage.wireName(), nanos);
      }
    }
    if (x.output != null) {
      metrics.modelCall(
          x.wire.operation(),
          x.wire.model(),
          x.stageNanos(Stage.MODEL),
          x.usage.inputTokens(),
          x.usage.outputTokens());
    }
    if (x.refusal != null && x.refusal.status() == 429) {
      metrics.limitHit(x.refusal.code(), tier(x));
    }
    if (x.access != null) {
      VectorMetrics vectors = metrics.vectors();
      x.access.denied().forEach((level, n) -> vectors.denied(x.route, level, n));
      x.access
          .found()
          .forEach(
              (type, n) -> metrics.finding(type.category().wireName(), type.name(), "vectors", n));
      vectors.quarantined(x.access.quarantinedRows());
      vectors.odd(x.access.floodingRows(), x.access.hubRows());
      if (x.probing) {
        vectors.probing();
      }
    }
    if (x.textsRemembered > 0) {
      metrics.textsKnownClean(x.textsRemembered);
    }
    count(x.input, "input");
    count(x.passages, "retrieved");
    count(x.output, "output");
    blocked(x.inputVerdict, "input");
    blocked(x.outputVerdict, "output");
  }

  private void count(ScanResult scan, String direction) {
    if (scan == null) {
      return;
    }
    List<Finding> findings = scan.findings();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      metrics.finding(finding.type().category().wireName(), finding.type().name(), direction, 1);
    }
  }

  private void blocked(Verdict verdict, String direction) {
    if (verdict.blocked()) {
      String type = verdict.reason() == null ? "UNINSPECTED" : verdict.reason().type().name();
      metrics.blocked(type, direction);
    }
  }

  private static AuditEvent event(Exchange x, int status, String outcome) {
    return new AuditEvent(
        x.acceptedMs,
        x.requestId,
        x.caller == null ? "" : x.caller.tenant().id(),
        x.caller == null ? "" : x.caller.actor(),
        x.route,
        x.wire.model(),
        x.httpVersion,
        status,
        outcome,
        x.shadowDecision().wireName(),
        findings(x),
        skipped(x),
        x.policy == null ? "" : x.policy.version(),
        x.usage.inputTokens(),
        x.usage.outputTokens(),
        x.elapsedNanos() / 1_000,
        vectors(x));
  }

  private static VectorRecord vectors(Exchange x) {
    return x.access == null
        ? null
        : new VectorRecord(
            x.access.clearance(),
            x.access.roles(),
            x.access.collection(),
            x.access.ids(),
            x.access.rows(),
            x.access.labels(),
            x.access.denied(),
            x.access.quarantinedRows(),
            x.access.floodingRows(),
            x.access.hubRows(),
            x.probing);
  }

  private static List<String> findings(Exchange x) {
    boolean none =
        (x.access == null || x.access.found().isEmpty())
            && (x.input == null || x.input.findings().isEmpty())
            && (x.passages == null || x.passages.findings().isEmpty())
            && (x.output == null || x.output.findings().isEmpty());
    if (none) {
      return List.of();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    count(counts, "input:", x.input);
    count(counts, "retrieved:", x.passages);
    count(counts, "output:", x.output);
    if (x.access != null) {
      x.access
          .found()
          .forEach((type, n) -> counts.merge("vectors:" + type.name(), n, Integer::sum));
    }
    List<String> names = new ArrayList<>(counts.size());
    counts.forEach((name, count) -> names.add(name + ":" + count));
    return names;
  }

  private static void count(Map<String, Integer> counts, String prefix, ScanResult scan) {
    if (scan != null) {
      scan.findings().forEach(f -> counts.merge(prefix + f.type().name(), 1, Integer::sum));
    }
  }

  private static List<String> skipped(Exchange x) {
    List<String> in = x.input == null ? List.of() : x.input.coverage().skipped();
    List<String> out = x.output == null ? List.of() : x.output.coverage().skipped();
    if (out.isEmpty()) {
      return in;
    }
    List<String> both = new ArrayList<>(in);
    both.addAll(out);
    return both;
  }

  private static String outcome(Exchange x) {
    return x.refusal != null ? x.refusal.code() : x.decision().wireName();
  }

  private static String tier(Exchange x) {
    return x.caller == null ? "none" : x.caller.tenant().tier().wireName();
  }
}
