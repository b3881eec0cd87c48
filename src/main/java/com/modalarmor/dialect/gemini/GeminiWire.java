package com.modalarmor.dialect.gemini;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Usage;
import com.modalarmor.dialect.ErrorBody;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.ChatWire;
import com.modalarmor.pipeline.StreamFrames;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.gemini.GeminiDecoder;
import com.modalarmor.upstream.gemini.GeminiGrounding;
import com.modalarmor.upstream.gemini.GeminiInstruction;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * One request on the Gemini wire: its route, and outcomes in the shapes that Google's SDKs know.
 * Immutable.
 *
 * <p>Blocks use the shapes with which Gemini itself reports Model Armor: {@code
 * promptFeedback.blockReason} for prompts and {@code finishReason} for answers, both {@code
 * MODEL_ARMOR}, so that no SDK needs new code.
 */
final class GeminiWire implements ChatWire {

  private final GeminiMethod method;
  private final String path;
  private final String model;
  private final String paging;
  private final GeminiFrames frames;
  private final Decoder requests;
  private final GeminiDecoder replies;
  private final GeminiInstruction instruction;
  private final GeminiGrounding grounding;

  GeminiWire(
      GeminiMethod method,
      String path,
      String model,
      String paging,
      boolean sse,
      Decoder requests,
      GeminiDecoder replies,
      GeminiInstruction instruction,
      GeminiGrounding grounding) {
    this.method = method;
    this.path = path;
    this.model = model;
    this.paging = paging;
    this.frames = new GeminiFrames(sse, model);
    this.requests = requests;
    this.replies = replies;
    this.instruction = instruction;
    this.grounding = grounding;
  }

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String operation() {
    return method.operation();
  }

  @Override
  public String route() {
    return method.route();
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public boolean hasBody() {
    return method.hasBody();
  }

  @Override
  public Decoder requestDecoder() {
    return requests;
  }

  @Override
  public Decoder replyDecoder() {
    return replies;
  }

  @Override
  public EventForm replyForm() {
    return replies;
  }

  @Override
  public boolean generates() {
    return method.generates();
  }

  @Override
  public byte[] instruct(byte[] body, String sentence) {
    return instruction.append(body, sentence);
  }

  @Override
  public String question(byte[] body) {
    return grounding.question(body);
  }

  @Override
  public byte[] ground(byte[] body, String text) {
    return grounding.insert(body, text);
  }

  @Override
  public ProviderRequest toProvider(byte[] body) {
    return new ProviderRequest(
        method.hasBody() ? "POST" : "GET",
        path,
        paging,
        method == GeminiMethod.STREAM_GENERATE_CONTENT,
        body);
  }

  @Override
  public Answer refused(Refusal refusal) {
    return ErrorBody.of(refusal);
  }

  @Override
  public Answer answered(int status, List<byte[]> events) {
    return status == 200 && method == GeminiMethod.STREAM_GENERATE_CONTENT
        ? stream(events)
        : Answer.json(status, events.get(0));
  }

  private Answer stream(List<byte[]> events) {
    List<byte[]> chunks = new ArrayList<>(events.size() + 1);
    for (int i = 0; i < events.size(); i++) {
      chunks.add(frames.event(events.get(i), i == 0));
    }
    if (frames.end().length > 0) {
      chunks.add(frames.end());
    }
    return new Answer(200, frames.contentType(), chunks);
  }

  @Override
  public StreamFrames streaming() {
    return method == GeminiMethod.STREAM_GENERATE_CONTENT ? frames : null;
  }

  @Override
  public Answer promptBlocked(Verdict verdict) {
    if (!method.generates()) {
      return refused(new Refusal(Refusal.Reason.CONTENT_BLOCKED));
    }
    return answered(200, List.of(GeminiBlock.prompt(verdict, model)));
  }

  @Override
  public Answer answerBlocked(Verdict verdict, Usage usage) {
    return method.generates()
        ? answered(200, List.of(GeminiBlock.answer(verdict, usage, model)))
        : refused(new Refusal(Refusal.Reason.CONTENT_BLOCKED));
  }
}
