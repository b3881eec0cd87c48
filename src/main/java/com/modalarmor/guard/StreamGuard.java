package com.modalarmor.guard;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.StreamScanner;
import com.modalarmor.detect.Told;
import com.modalarmor.policy.Action;
import com.modalarmor.policy.StreamRules;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guards one streamed answer: each event goes in, and what may leave comes out, the other fields of
 * an event byte for byte. Text that may still become part of a finding leaves with a later event.
 * Single-threaded; one for each answer.
 *
 * <p>Fails with a {@code Refusal} when an event cannot be read or a detector failed; nothing of
 * that event leaves.
 */
public final class StreamGuard {

  /** Texts that run through one answer; more are no answer of a model. */
  private static final int TEXTS_MAX = 64;

  private final GuardPlan plan;
  private final StreamScanner scanner;
  private final Told told;
  private final StreamRules rules;
  private final boolean shadow;
  private final Map<Integer, AnswerText> texts = new LinkedHashMap<>(4);
  private final Sightings seen = new Sightings();
  private int runs;
  private Usage usage = Usage.UNKNOWN;
  private final List<OpenEvent> waiting = new ArrayList<>(2);
  private boolean blocked;
  private Finding reason;
  private long elapsedNanos;

  /** {@code scanner} is shared by the answers of one thread. */
  public StreamGuard(GuardPlan plan, StreamScanner scanner) {
    this.plan = plan;
    this.scanner = scanner;
    this.told = Told.nothingOf(plan.hidden());
    this.rules = plan.policy().streamRules();
    this.shadow = plan.policy().shadow();
  }

  /** Takes the next event of the model; appends the events that may leave to {@code out}. */
  public void take(byte[] event, List<byte[]> out) {
    long begin = System.nanoTime();
    EventForm.Event read = plan.form().read(event);
    Document document = read.document();
    usage = known(document.usage(), usage);
    document.uninspected().forEach(seen::skip);
    OpenEvent open = new OpenEvent(event);
    if (plan.policy().blocksUninspected() && seen.skipsAny()) {
      block(null);
    }
    inspect(document.parts(), read.closed(), open);
    if (shadow) {
      out.add(event);
    } else {
      settleEnded(document.parts(), out);
      if (stopped()) {
        waiting.forEach(earlier -> earlier.textsInto(plan.form(), out));
        waiting.clear();
        open.textsInto(plan.form(), out);
      } else if (waits(read.ended())) {
        release(out);
        open.ends(read.ended());
        waiting.add(open);
      } else if (open.isHeldBack()) {
        waiting.add(open);
      } else {
        release(out);
        out.add(open.rewritten());
      }
    }
    elapsedNanos += System.nanoTime() - begin;
  }

  private void inspect(List<Part> parts, int[] closed, OpenEvent open) {
    for (int i = 0; i < parts.size() && !stopped(); i++) {
      Part part = parts.get(i);
      int group = part.group();
      boolean last = group >= 0 && closes(group, closed, parts.subList(i + 1, parts.size()));
      open.put(part, group < 0 ? alone(part.text()) : text(group).push(part.text(), last));
      if (last) {
        texts.remove(group);
      }
    }
  }

  private static boolean closes(int group, int[] closed, List<Part> following) {
    for (int each : closed) {
      if (each == group) {
        return following.stream().noneMatch(part -> part.group() == group);
      }
    }
    return false;
  }

  /** A text that is there whole: an argument of a tool call, a title, a link. */
  private String alone(String text) {
    return plan.alone(new AnswerText(this, runs++, StageChain.NONE, false).push(text, true));
  }

  private AnswerText text(int group) {
    AnswerText text = texts.get(group);
    if (text == null) {
      if (texts.size() >= TEXTS_MAX) {
        throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
      }
      text = new AnswerText(this, runs++, plan.stages(group), plan.isStructured(group));
      texts.put(group, text);
    }
    return text;
  }

  /**
   * The event that ends a text waits for the next one, or for the end: only then is it known that
   * what is held back is all. So does one of which every text is held back: what a client sees of
   * an answer begins with its first words.
   */
  private boolean waits(int[] ended) {
    for (int group : ended) {
      AnswerText text = texts.get(group);
      if (text != null && text.holds()) {
        return true;
      }
    }
    return false;
  }

  /** Another event has come: texts that ended with the last one, and do not go on, end there. */
  private void settleEnded(List<Part> next, List<byte[]> out) {
    OpenEvent last = waiting.isEmpty() ? null : waiting.get(waiting.size() - 1);
    if (last == null || last.ended().length == 0) {
      return;
    }
    for (int group : last.ended()) {
      AnswerText text = texts.get(group);
      boolean goesOn = next.stream().anyMatch(part -> part.group() == group);
      if (text != null && !goesOn && !stopped()) {
        texts.remove(group);
        last.rest(group, text.push("", true), plan.form(), out);
      }
    }
    if (!stopped()) {
      release(out);
    }
  }

  /** The events that waited leave; none of them holds a text that has not passed. */
  private void release(List<byte[]> out) {
    for (OpenEvent event : waiting) {
      out.add(event.rewritten());
    }
    waiting.clear();
  }

  /** The model has ended: what was held back is all there is. */
  public void finish(List<byte[]> out) {
    long begin = System.nanoTime();
    OpenEvent last = waiting.isEmpty() ? null : waiting.remove(waiting.size() - 1);
    for (Map.Entry<Integer, AnswerText> entry : texts.entrySet()) {
      if (stopped()) {
        break;
      }
      String rest = entry.getValue().push("", true);
      if (last != null) {
        last.rest(entry.getKey(), rest, plan.form(), out);
      } else if (!rest.isEmpty() && !shadow && !plan.form().isArgument(entry.getKey())) {
        out.add(plan.form().text(entry.getKey(), rest));
      }
    }
    if (last != null && stopped()) {
      last.textsInto(plan.form(), out);
    } else if (last != null) {
      release(out);
      out.add(last.rewritten());
    }
    waiting.clear();
    elapsedNanos += System.nanoTime() - begin;
  }

  // --- what its texts tell

  GuardPlan plan() {
    return plan;
  }

  StreamScanner scanner() {
    return scanner;
  }

  Told told() {
    return told;
  }

  /** True when nothing more may leave. */
  boolean stopped() {
    return blocked && !shadow;
  }

  void note(StreamScanner read) {
    seen.note(read);
  }

  /** What the policy says when so much would be held back; false = let go. */
  boolean mayHold(int chars) {
    if (chars <= rules.holdBackCharsMax() || shadow) {
      return true;
    }
    seen.skip("stream:hold_back");
    if (rules.whenFull() == Action.BLOCK) {
      block(null);
      return true;
    }
    return false;
  }

  void found(Finding finding) {
    seen.found(finding);
  }

  /** Something could not be told. */
  void skipped(String what) {
    seen.skip(what);
    if (plan.policy().blocksUninspected()) {
      block(null);
    }
  }

  Action actionOn(Finding finding) {
    return plan.policy().actionOnAnswer(finding);
  }

  void masked(Finding finding) {
    seen.masked(finding);
  }

  /** {@code newReason} null = something could not be inspected. */
  void block(Finding newReason) {
    if (!blocked) {
      blocked = true;
      reason = newReason;
    }
  }

  // --- the outcome

  /** True when the answer must end here. */
  public boolean blocked() {
    return stopped();
  }

  /** The verdict so far. */
  public Verdict verdict() {
    Verdict verdict = blocked ? Verdict.block(reason) : seen.verdict();
    return shadow ? verdict.shadowed() : verdict;
  }

  /** Tokens, as the model told them last. */
  public Usage usage() {
    return usage;
  }

  public long elapsedNanos() {
    return elapsedNanos;
  }

  /** What was seen; the texts themselves are not kept. */
  public ScanResult result() {
    Coverage full = plan.policy().plan().full();
    return seen.result(runs, plan.structure() == null ? full : StructuredAnswer.over(full));
  }

  private static Usage known(Usage newer, Usage older) {
    return new Usage(
        newer.inputTokens() >= 0 ? newer.inputTokens() : older.inputTokens(),
        newer.outputTokens() >= 0 ? newer.outputTokens() : older.outputTokens());
  }
}
