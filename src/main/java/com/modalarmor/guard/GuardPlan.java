package com.modalarmor.guard;

import com.modalarmor.chat.EventForm;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Masking;
import java.util.ArrayList;
import java.util.List;

/**
 * How one streamed answer is guarded. Immutable; made where the request was decided, used where its
 * answer arrives.
 *
 * @param form how its events are read
 * @param hidden what it must not tell; null = nothing
 * @param masking what stands for a value that is masked
 * @param restoring puts the caller's own values back; null = none were taken out
 * @param structure the form that was asked for; null = any
 */
public record GuardPlan(
    CompiledPolicy policy,
    EventForm form,
    HiddenContext hidden,
    Masking masking,
    Restoring restoring,
    StructuredAnswer structure) {

  /** True for a running text that is to be JSON. */
  boolean isStructured(int group) {
    return structure != null && form.isAnswer(group);
  }

  /** True when something is done to texts beside masking. */
  boolean rewrites() {
    return restoring != null || policy.answers().changes();
  }

  /**
   * The stages of one running text, in order: first the caller's values, then what takes the danger
   * out, of them too.
   */
  TextStage stages(int group) {
    if (!rewrites()) {
      return StageChain.NONE;
    }
    List<TextStage> stages = new ArrayList<>(2);
    if (restoring != null) {
      stages.add(restoring.stage(isStructured(group)));
    }
    if (policy.answers().changes() && !form.isArgument(group)) {
      stages.add(new RenderStage(policy.answers().stream()));
    }
    return new StageChain(stages);
  }

  /** What becomes of a text that stands alone, which is not for showing. */
  String alone(String text) {
    return restoring == null ? text : restoring.restored(text);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "GuardPlan";
  }
}
