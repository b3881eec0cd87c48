package com.modalarmor.pipeline;

import com.modalarmor.chat.Decoder;
import com.modalarmor.detect.Scanned;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Masking;
import com.modalarmor.verdict.Verdict;
import java.util.List;

/** A wire that asks for an inspection and no model. Immutable. */
public interface InspectWire extends Wire {

  Decoder requestDecoder();

  /**
   * The findings in this wire's shape; {@code verdicts} holds one for each text, {@code masking}
   * says what stands for a value that one of them masks.
   */
  Answer inspected(Scanned scanned, List<Verdict> verdicts, CompiledPolicy policy, Masking masking);
}
