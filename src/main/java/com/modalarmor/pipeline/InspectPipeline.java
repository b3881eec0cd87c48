package com.modalarmor.pipeline;

import com.modalarmor.chat.Direction;
import com.modalarmor.detect.DetectionLanes;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.detect.Scanned;
import com.modalarmor.redact.Masking;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.verdict.Verdict;
import io.vertx.core.Future;
import java.util.List;

/**
 * The way of one request that asks for an inspection alone: {@link ChatPipeline} without the model.
 * Confined to one ingress loop.
 */
public final class InspectPipeline {

  private final Admission admission;
  private final DetectionLanes.Client detection;
  private final Settlement settlement;

  public InspectPipeline(
      Admission admission, DetectionLanes.Client detection, Settlement settlement) {
    this.admission = admission;
    this.detection = detection;
    this.settlement = settlement;
  }

  /** Never fails: the worst outcome is an answer that says so. */
  public Future<Answer> run(Exchange x, InspectWire wire, Intake in) {
    return admission
        .admit(x, in, true)
        .compose(body -> detection.scan(job(x, wire, body)))
        .map(scanned -> decide(x, wire, scanned))
        .transform(result -> settlement.settle(x, result));
  }

  private static ScanJob job(Exchange x, InspectWire wire, byte[] body) {
    return new ScanJob(List.of(body), wire.requestDecoder(), x.policy.plan(), Direction.BY_TRUST)
        .unless(x.cancellation::cancelled);
  }

  private static Answer decide(Exchange x, InspectWire wire, Scanned scanned) {
    x.mark(Stage.SCAN);
    x.input = scanned.result();
    List<Verdict> verdicts = x.policy.decideEach(scanned.result(), Direction.BY_TRUST);
    for (Verdict verdict : verdicts) {
      if (verdict.shadow().compareTo(x.inputVerdict.shadow()) > 0) {
        x.inputVerdict = verdict;
      }
    }
    Masking masking =
        x.policy.masking(
            scanned.result(), Direction.BY_TRUST, x.keys, Placeholders.of(x.keys, x.conversation));
    return wire.inspected(scanned, verdicts, x.policy, masking);
  }
}
