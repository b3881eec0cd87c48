package com.modalarmor.dialect.inspect;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Direction;
import com.modalarmor.detect.Scanned;
import com.modalarmor.dialect.ErrorBody;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.InspectWire;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Masking;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.List;
import java.util.function.Predicate;

/** The inspection route over HTTP: one text, or {@code {"results":[…]}} for a batch. Immutable. */
final class HttpInspectWire implements InspectWire {

  private final InspectDecoder decoder;

  HttpInspectWire(InspectDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String operation() {
    return "inspect";
  }

  @Override
  public String route() {
    return "inspect.inspect";
  }

  @Override
  public String model() {
    return "";
  }

  @Override
  public Decoder requestDecoder() {
    return decoder;
  }

  @Override
  public Answer inspected(
      Scanned scanned, List<Verdict> verdicts, CompiledPolicy policy, Masking masking) {
    Predicate<Finding> reported =
        finding ->
            policy.records(
                finding, scanned.result().runs().get(finding.part()), Direction.BY_TRUST);
    byte[] body =
        scanned.document().batch()
            ? JsonBytes.object(
                out -> {
                  out.writeArrayFieldStart("results");
                  for (int i = 0; i < verdicts.size(); i++) {
                    out.writeStartObject();
                    InspectAnswer.write(out, scanned, i, verdicts.get(i), masking, reported);
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                })
            : JsonBytes.object(
                out -> InspectAnswer.write(out, scanned, 0, verdicts.get(0), masking, reported));
    return Answer.json(200, body);
  }

  @Override
  public Answer refused(Refusal refusal) {
    return ErrorBody.of(refusal);
  }
}
