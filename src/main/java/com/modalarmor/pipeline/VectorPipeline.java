package com.modalarmor.pipeline;

import com.modalarmor.vector.ProbeWatch;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorJob;
import com.modalarmor.vector.VectorLanes;
import com.modalarmor.vector.VectorReply;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * The way of one request for rows of a vector store: {@link ChatPipeline} with the store in place
 * of the model. Confined to one ingress loop.
 *
 * <pre>
 * caller → limits → body → vector (rights, search, check of every row) → settle
 * </pre>
 */
public final class VectorPipeline {

  /** Where new rows are put: a label such as {@code secret;hr,eng}. */
  public static final String LABEL_HEADER = "x-modal-armor-label";

  /** For this request alone the caller acts with less than it may know. */
  public static final String CLEARANCE_HEADER = "x-modal-armor-clearance";

  private final Admission admission;
  private final VectorLanes.Client vectors;
  private final ProbeWatch probes;
  private final Settlement settlement;
  private final Context home;

  /** What is answered: its status, and how its body is spelt. */
  private record Said(int status, Supplier<Answer> spelling) {

    static Said of(Answer answer) {
      return new Said(answer.status(), () -> answer);
    }
  }

  public VectorPipeline(
      Admission admission,
      VectorLanes.Client vectors,
      ProbeWatch probes,
      Settlement settlement,
      Context home) {
    this.admission = admission;
    this.vectors = vectors;
    this.probes = probes;
    this.settlement = settlement;
    this.home = home;
  }

  /** Never fails: the worst outcome is an answer that says so. */
  public Future<Answer> run(Exchange x, VectorWire wire, Intake in) {
    return admission
        .admit(x, in, wire.hasBody())
        .compose(body -> ask(x, wire, in, body))
        .transform(said -> settle(x, said));
  }

  /** What is not spelt yet is spelt while its record is written: then the loop waits anyway. */
  private Future<Answer> settle(Exchange x, AsyncResult<Said> said) {
    return said.succeeded()
        ? settlement.settle(x, said.result().status(), () -> spelt(said.result()))
        : settlement.settle(x, Future.failedFuture(said.cause()));
  }

  private Future<Answer> spelt(Said said) {
    Promise<Answer> spelt = Promise.promise();
    // Behind the handing over of the record, which is put off to the end of the loop's turn.
    home.runOnContext(
        v -> {
          try {
            spelt.complete(said.spelling().get());
          } catch (Throwable e) { // an Error too: the caller must not wait for ever
            spelt.fail(e);
          }
        });
    return spelt.future();
  }

  private Future<Said> ask(Exchange x, VectorWire wire, Intake in, byte[] body) {
    Answer immediate = wire.immediate(x.caller);
    if (immediate != null) {
      return Future.succeededFuture(Said.of(immediate));
    }
    Subject subject = Acting.subject(x.caller, in);
    Label label = Acting.label(in, LABEL_HEADER);
    return vectors
        .call(new VectorJob(x.policy, subject, wire.codec(), body, label))
        .map(reply -> answer(x, wire, reply));
  }

  private Said answer(Exchange x, VectorWire wire, VectorReply reply) {
    x.mark(Stage.VECTOR);
    note(x, reply, probes);
    VectorFault fault = reply.fault();
    if (fault != null) {
      x.refusal = reason(fault.kind());
      return Said.of(wire.failed(fault));
    }
    return new Said(reply.status(), () -> Answer.json(reply.status(), reply.body()));
  }

  /** Keeps what was touched, and who knocks at closed doors. */
  static void note(Exchange x, VectorReply reply, ProbeWatch probes) {
    x.access = reply.access();
    int denials = x.access.denials();
    if (denials > 0) {
      x.probing = probes.denied(x.caller.tenant().id(), x.caller.actor(), denials);
    }
  }

  static Reason reason(VectorFault.Kind kind) {
    return switch (kind) {
      case INVALID, UNPROCESSABLE, EXISTS -> Reason.MALFORMED_BODY;
      case FORBIDDEN -> Reason.FORBIDDEN;
      case NOT_FOUND, UNSUPPORTED -> Reason.NOT_FOUND;
      case STORE_FAILED -> Reason.UPSTREAM_ERROR;
      case STORE_GONE -> Reason.OVERLOADED;
    };
  }
}
