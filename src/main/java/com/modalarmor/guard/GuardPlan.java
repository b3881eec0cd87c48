package com.modalarmor.guard;

import com.modalarmor.chat.EventForm;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How one streamed answer is guarded. Immutable; made where the request was decided, used where its
 * answer arrives.
 *
 * @param form how its events are read
 * @param hidden what it must not tell; null = nothing
 * @param masking what stands for a value that is masked
 * @param restoring puts the caller's own values back; null = none were taken out
 * @param rendering what rewrites its running texts last, first to last; each maker is asked once a
 *     text
 */
public record GuardPlan(
    CompiledPolicy policy,
    EventForm form,
    HiddenContext hidden,
    Masking masking,
    Restoring restoring,
    List<Supplier<TextStage>> rendering) {

  public GuardPlan {
    rendering = List.copyOf(rendering);
  }

  /** The stages of one text, in order. */
  TextStage stages() {
    List<TextStage> stages = new ArrayList<>(rendering.size() + 1);
    if (restoring != null) {
      stages.add(restoring.stage());
    }
    rendering.forEach(maker -> stages.add(maker.get()));
    return new StageChain(stages);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "GuardPlan";
  }
}
