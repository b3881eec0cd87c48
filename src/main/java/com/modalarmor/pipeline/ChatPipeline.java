package com.modalarmor.pipeline;

import com.modalarmor.bus.LaneClient;
import com.modalarmor.chat.Direction;
import com.modalarmor.detect.DetectionLanes;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.detect.Scanned;
import com.modalarmor.guard.AnswerRewrite;
import com.modalarmor.guard.GuardPlan;
import com.modalarmor.guard.HiddenContexts;
import com.modalarmor.guard.Restoring;
import com.modalarmor.guard.StructureReview;
import com.modalarmor.guard.StructuredAnswer;
import com.modalarmor.redact.DocumentRedactor;
import com.modalarmor.redact.Masking;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.upstream.Generated;
import com.modalarmor.upstream.Generation;
import com.modalarmor.upstream.Streamed;
import com.modalarmor.verdict.Decision;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;

/**
 * The way of one request to a model and back. The only file that knows the order; confined to one
 * ingress loop.
 *
 * <pre>
 * caller → limits → body → scan → decide → generate (and inspect the answer) → decide → settle
 *                                     ↘ ground → scan → decide ↗  where the request asks for it
 * </pre>
 *
 * A refusal at any step skips the rest and is answered in the wire's own shape. {@code settle}
 * always runs, exactly once, before the first byte of the answer leaves; for one that streams,
 * before its end does.
 */
public final class ChatPipeline {

  private static final byte[] NO_BODY = {};

  private final Admission admission;
  private final DetectionLanes.Client detection;
  private final Grounding grounding;
  private final LaneClient<Generation, Generated> upstream;
  private final Settlement settlement;
  private final Context home;
  private final HiddenContexts hiding = new HiddenContexts();

  public ChatPipeline(
      Admission admission,
      DetectionLanes.Client detection,
      Grounding grounding,
      LaneClient<Generation, Generated> upstream,
      Settlement settlement,
      Context home) {
    this.admission = admission;
    this.detection = detection;
    this.grounding = grounding;
    this.upstream = upstream;
    this.settlement = settlement;
    this.home = home;
  }

  /** Never fails: the worst outcome is an answer that says so. */
  public Future<Answer> run(Exchange x, ChatWire wire, Intake in) {
    return admission
        .admit(x, in, wire.hasBody(), body -> x.begun = begin(x, wire, body))
        .compose(
            body ->
                wire.hasBody() ? scanPrompt(x, wire, in, body) : generate(x, wire, NO_BODY, null))
        .transform(
            result ->
                result.succeeded() && result.result().live() != null
                    ? Future.succeededFuture(result.result()) // settles when it ends
                    : settlement.settle(x, result));
  }

  private Future<Answer> scanPrompt(Exchange x, ChatWire wire, Intake in, byte[] body) {
    x.ground = wire.generates() ? grounding.wanted(x, in) : null;
    Future<Scanned> scan = x.begun != null ? x.begun : detection.scan(job(x, wire, body));
    return scan.compose(scanned -> decidePrompt(x, wire, body, scanned));
  }

  /**
   * Null = not yet: a large body is worth a worker only once it is certain that it is to be read.
   */
  private Future<Scanned> begin(Exchange x, ChatWire wire, byte[] body) {
    ScanJob job = job(x, wire, body);
    return detection.isLarge(job) ? null : detection.scan(job);
  }

  private static ScanJob job(Exchange x, ChatWire wire, byte[] body) {
    return new ScanJob(List.of(body), wire.requestDecoder(), x.policy.plan(), Direction.INPUT)
        .of(x.caller.name())
        .unless(x.cancellation::cancelled);
  }

  private Future<Answer> decidePrompt(Exchange x, ChatWire wire, byte[] body, Scanned scanned) {
    x.mark(Stage.SCAN);
    if (x.begun != null) {
      x.moveTime(Stage.LIMITS, Stage.SCAN, scanned.elapsedNanos());
    }
    x.input = scanned.result();
    x.textsRemembered = scanned.remembered();
    Verdict verdict = x.policy.decide(scanned.result(), Direction.INPUT);
    x.inputVerdict = verdict;
    if (verdict.blocked()) {
      return promptBlocked(x, wire, verdict);
    }
    byte[] passed = verdict.decision() == Decision.REDACT ? redacted(x, scanned, verdict) : body;
    if (wire.generates() && x.policy.checksStructure()) {
      x.structure = StructuredAnswer.of(scanned.document());
    }
    HiddenContext hidden = wire.generates() ? hiding.of(x.policy, scanned.document()) : null;
    byte[] instructed =
        hidden == null || hidden.canary().isEmpty()
            ? passed
            : wire.instruct(passed, HiddenContexts.sentence(hidden));
    return x.ground == null
        ? generate(x, wire, instructed, hidden)
        : ground(x, wire, instructed, hidden);
  }

  private static Future<Answer> promptBlocked(Exchange x, ChatWire wire, Verdict verdict) {
    return Future.succeededFuture(
        x.policy.refuseWith403()
            ? wire.refused(new Refusal(Refusal.Reason.CONTENT_BLOCKED))
            : wire.promptBlocked(verdict));
  }

  private Future<Answer> ground(Exchange x, ChatWire wire, byte[] body, HiddenContext hidden) {
    return grounding
        .passages(x, wire.question(body))
        .compose(
            passages ->
                passages.isEmpty()
                    ? generate(x, wire, body, hidden)
                    : detection
                        .scan(Grounding.together(x, passages))
                        .compose(
                            scanned -> decidePassages(x, wire, body, hidden, passages, scanned)));
  }

  private Future<Answer> decidePassages(
      Exchange x,
      ChatWire wire,
      byte[] body,
      HiddenContext hidden,
      List<String> passages,
      Scanned scanned) {
    x.mark(Stage.GROUND);
    x.passages = scanned.result();
    Verdict verdict = x.policy.decide(scanned.result(), Direction.BY_TRUST);
    if (verdict.blocked()) {
      x.inputVerdict = verdict;
      return promptBlocked(x, wire, verdict);
    }
    Spotlight lit = grounding.spotlight(passages);
    byte[] grounded = wire.instruct(wire.ground(body, lit.text()), lit.instruction());
    return generate(x, wire, grounded, hidden);
  }

  private static byte[] redacted(Exchange x, Scanned scanned, Verdict verdict) {
    Placeholders placeholders = Placeholders.of(x.keys, x.conversation);
    Masking masking = x.policy.masking(scanned.result(), Direction.INPUT, x.keys, placeholders);
    byte[] redacted =
        DocumentRedactor.apply(
                scanned.document(), scanned.result().runs(), verdict.redactions(), masking)
            .get(0);
    x.restoring = Restoring.of(placeholders);
    return redacted;
  }

  private Future<Answer> generate(Exchange x, ChatWire wire, byte[] body, HiddenContext hidden) {
    StreamFrames frames = wire.streaming();
    if (frames == null) {
      return upstream
          .call(generation(x, wire, body, hidden, null))
          .map(generated -> decideAnswer(x, wire, generated));
    }
    StreamRun run = new StreamRun(x, frames, settlement, home);
    GuardPlan guard = guard(x, wire, hidden);
    Generation.Stream stream = new Generation.Stream(guard, run.flow());
    return run.run(
        upstream.call(generation(x, wire, body, hidden, stream)),
        generated -> decideAnswer(x, wire, generated));
  }

  private static GuardPlan guard(Exchange x, ChatWire wire, HiddenContext hidden) {
    return new GuardPlan(
        x.policy,
        wire.replyForm(),
        hidden,
        x.policy.maskingOfAnswer(x.keys),
        x.restoring,
        x.structure);
  }

  private static Generation generation(
      Exchange x, ChatWire wire, byte[] body, HiddenContext hidden, Generation.Stream stream) {
    return new Generation(
        wire.toProvider(body),
        wire.replyDecoder(),
        x.policy.plan(),
        hidden,
        stream,
        x.cancellation);
  }

  private Answer decideAnswer(Exchange x, ChatWire wire, Generated generated) {
    if (generated.streamed() != null) {
      return decideStreamed(x, wire, generated.streamed());
    }
    Scanned scanned = generated.scanned();
    x.mark(Stage.MODEL);
    x.moveTime(Stage.MODEL, Stage.GUARD, scanned.elapsedNanos());
    x.usage = scanned.document().usage();
    x.output = scanned.result();
    Verdict verdict = x.policy.decide(scanned.result(), Direction.OUTPUT);
    x.outputVerdict = verdict;
    if (verdict.blocked()) {
      return wire.answerBlocked(verdict, x.usage);
    }
    GuardPlan guard = guard(x, wire, null);
    List<byte[]> events = AnswerRewrite.apply(guard, scanned, verdict);
    x.output = StructureReview.over(guard, scanned.result(), scanned.document().parts(), events);
    if (x.structure != null) {
      x.outputVerdict = x.policy.decide(x.output, Direction.OUTPUT);
    }
    return x.outputVerdict.blocked()
        ? wire.answerBlocked(x.outputVerdict, x.usage)
        : wire.answered(generated.reply().status(), events);
  }

  /** A stream that was blocked before any of it left. */
  private static Answer decideStreamed(Exchange x, ChatWire wire, Streamed streamed) {
    x.mark(Stage.MODEL);
    x.moveTime(Stage.MODEL, Stage.GUARD, streamed.elapsedNanos());
    x.usage = streamed.usage();
    x.output = streamed.result();
    x.outputVerdict = streamed.verdict();
    return streamed.verdict().blocked()
        ? wire.answerBlocked(streamed.verdict(), streamed.usage())
        : wire.answered(200, List.of());
  }
}
