package com.modalarmor.dialect.gemini;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Usage;
import com.modalarmor.dialect.ErrorBody;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.ChatWire;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.gemini.GeminiInstruction;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  private static final byte[] SSE_BEGIN = "data: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SSE_END = "\r\n\r\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ARRAY_BEGIN = "[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ARRAY_NEXT = ",\r\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ARRAY_END = "]".getBytes(StandardCharsets.UTF_8);
  private static final String REASON = "MODEL_ARMOR";

  private final GeminiMethod method;
  private final String path;
  private final String model;
  private final String paging;
  private final boolean sse;
  private final Decoder requests;
  private final Decoder replies;
  private final GeminiInstruction instruction;

  GeminiWire(
      GeminiMethod method,
      String path,
      String model,
      String paging,
      boolean sse,
      Decoder requests,
      Decoder replies,
      GeminiInstruction instruction) {
    this.method = method;
    this.path = path;
    this.model = model;
    this.paging = paging;
    this.sse = sse;
    this.requests = requests;
    this.replies = replies;
    this.instruction = instruction;
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
  public boolean generates() {
    return method.generates();
  }

  @Override
  public byte[] instruct(byte[] body, String sentence) {
    return instruction.append(body, sentence);
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
    if (sse) {
      List<byte[]> chunks = new ArrayList<>(events.size());
      for (byte[] event : events) {
        chunks.add(concat(SSE_BEGIN, event, SSE_END));
      }
      return new Answer(200, Answer.SSE, chunks);
    }
    List<byte[]> chunks = new ArrayList<>(events.size() + 1);
    for (int i = 0; i < events.size(); i++) {
      chunks.add(concat(i == 0 ? ARRAY_BEGIN : ARRAY_NEXT, events.get(i), new byte[0]));
    }
    chunks.add(events.isEmpty() ? concat(ARRAY_BEGIN, ARRAY_END, new byte[0]) : ARRAY_END);
    return new Answer(200, Answer.JSON, chunks);
  }

  private static byte[] concat(byte[] a, byte[] b, byte[] c) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(a.length + b.length + c.length);
    out.writeBytes(a);
    out.writeBytes(b);
    out.writeBytes(c);
    return out.toByteArray();
  }

  @Override
  public Answer promptBlocked(Verdict verdict) {
    if (!method.generates()) {
      return refused(new Refusal(Refusal.Reason.CONTENT_BLOCKED));
    }
    return answered(
        200,
        List.of(
            JsonBytes.object(
                out -> {
                  out.writeObjectFieldStart("promptFeedback");
                  out.writeStringField("blockReason", REASON);
                  out.writeStringField(
                      "blockReasonMessage", "Blocked by policy: " + typeOf(verdict));
                  out.writeEndObject();
                  out.writeStringField("modelVersion", model);
                })));
  }

  @Override
  public Answer answerBlocked(Verdict verdict, Document reply) {
    if (!method.generates()) {
      return refused(new Refusal(Refusal.Reason.CONTENT_BLOCKED));
    }
    Usage usage = reply.usage();
    return answered(
        200,
        List.of(
            JsonBytes.object(
                out -> {
                  out.writeArrayFieldStart("candidates");
                  out.writeStartObject();
                  out.writeObjectFieldStart("content");
                  out.writeArrayFieldStart("parts");
                  out.writeEndArray();
                  out.writeStringField("role", "model");
                  out.writeEndObject();
                  out.writeStringField("finishReason", REASON);
                  out.writeStringField("finishMessage", "Blocked by policy: " + typeOf(verdict));
                  out.writeNumberField("index", 0);
                  out.writeEndObject();
                  out.writeEndArray();
                  if (usage.inputTokens() >= 0) {
                    out.writeObjectFieldStart("usageMetadata");
                    out.writeNumberField("promptTokenCount", usage.inputTokens());
                    out.writeNumberField("candidatesTokenCount", Math.max(0, usage.outputTokens()));
                    out.writeEndObject();
                  }
                  out.writeStringField("modelVersion", model);
                })));
  }

  private static String typeOf(Verdict verdict) {
    return verdict.reason() == null ? "UNINSPECTED" : verdict.reason().type().name();
  }
}
