package com.modalarmor.guard;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.detect.Scanned;
import com.modalarmor.redact.DocumentRedactor;
import com.modalarmor.verdict.Decision;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites an answer that is there whole, and inspected and masked, as the stages of its plan do
 * one that streams. Stateless.
 */
public final class AnswerRewrite {

  private AnswerRewrite() {}

  /** The documents of an answer as they are to leave. */
  public static List<byte[]> apply(GuardPlan plan, Scanned scanned, Verdict verdict) {
    Document document = scanned.document();
    List<byte[]> masked =
        verdict.decision() == Decision.REDACT
            ? DocumentRedactor.apply(
                document,
                scanned.result().runs(),
                verdict.redactions(),
                plan.masking(),
                part -> part.group() >= 0 && plan.isStructured(part.group()))
            : document.bodies();
    return apply(plan, masked);
  }

  /** The documents; the same ones when there is nothing to rewrite. */
  static List<byte[]> apply(GuardPlan plan, List<byte[]> documents) {
    if (!plan.rewrites()) {
      return documents;
    }
    Map<Integer, TextStage> running = new HashMap<>();
    List<OpenEvent> open = new ArrayList<>(documents.size());
    for (byte[] document : documents) {
      OpenEvent event = new OpenEvent(document);
      for (Part part : plan.form().read(document).document().parts()) {
        if (part.group() < 0) {
          event.put(part, plan.alone(part.text()));
        } else {
          StringBuilder out = new StringBuilder();
          running.computeIfAbsent(part.group(), plan::stages).push(part.text(), false, out);
          event.put(part, out.toString());
        }
      }
      open.add(event);
    }
    running.forEach((group, stages) -> end(group, stages, open));
    return open.stream().map(OpenEvent::rewritten).toList();
  }

  private static void end(int group, TextStage stages, List<OpenEvent> events) {
    StringBuilder rest = new StringBuilder();
    stages.push("", true, rest);
    for (int i = events.size() - 1; i >= 0 && rest.length() > 0; i--) {
      if (events.get(i).append(group, rest.toString())) {
        return;
      }
    }
  }
}
