package com.modalarmor.guard;

import com.modalarmor.chat.EventForm;
import com.modalarmor.detect.HiddenContext;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Masking;
import java.util.List;
import java.util.function.Supplier;

/**
 * How one streamed answer is guarded. Immutable; made where the request was decided, used where its
 * answer arrives.
 *
 * @param form how its events are read
 * @param hidden what it must not tell; null = nothing
 * @param masking what stands for a value that is masked
 * @param stages what rewrites its texts after that, first to last; each maker is asked once a text
 */
public record GuardPlan(
    CompiledPolicy policy,
    EventForm form,
    HiddenContext hidden,
    Masking masking,
    List<Supplier<TextStage>> stages) {

  public GuardPlan {
    stages = List.copyOf(stages);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "GuardPlan";
  }
}
