package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.AskedForm;
import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.EventForm;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import java.util.List;

/** Finds the texts of requests and replies on the Gemini wire. Immutable; thread-safe. */
public final class GeminiDecoder implements Decoder, EventForm {

  private final boolean reply;
  private final Reason fault;
  private final JsonReader reader;

  private GeminiDecoder(boolean reply, Reason fault, JsonLimits limits) {
    this.reply = reply;
    this.fault = fault;
    this.reader = new JsonReader(limits);
  }

  /** For what callers send. */
  public static GeminiDecoder ofRequests(JsonLimits limits) {
    return new GeminiDecoder(false, Reason.MALFORMED_BODY, limits);
  }

  /** For what the model answers; what it cannot read is the model's fault. */
  public static GeminiDecoder ofReplies(JsonLimits limits) {
    return new GeminiDecoder(true, Reason.UPSTREAM_ERROR, limits);
  }

  @Override
  public Document decode(List<byte[]> bodies) {
    GeminiTexts texts = new GeminiTexts(reply, fault);
    if (reply) {
      return document(bodies, texts(bodies, texts, new GeminiPieces(texts)), null);
    }
    GeminiAskedForm asked = new GeminiAskedForm(texts);
    return document(bodies, texts(bodies, texts, asked), asked.form());
  }

  @Override
  public Event read(byte[] event) {
    List<byte[]> bodies = List.of(event);
    GeminiTexts texts = new GeminiTexts(reply, fault);
    GeminiPieces pieces = new GeminiPieces(texts);
    Document document = document(bodies, texts(bodies, texts, pieces), null);
    return new Event(document, texts.candidates().ended(), pieces.closed());
  }

  @Override
  public byte[] text(int group, String text) {
    return JsonBytes.object(
        out -> {
          out.writeArrayFieldStart("candidates");
          out.writeStartObject();
          out.writeObjectFieldStart("content");
          out.writeArrayFieldStart("parts");
          out.writeStartObject();
          out.writeStringField("text", text);
          if (GeminiCandidates.isThought(group)) {
            out.writeBooleanField("thought", true);
          }
          out.writeEndObject();
          out.writeEndArray();
          out.writeStringField("role", "model");
          out.writeEndObject();
          out.writeNumberField("index", GeminiCandidates.candidateOf(group));
          out.writeEndObject();
          out.writeEndArray();
        });
  }

  @Override
  public boolean isAnswer(int group) {
    return !GeminiPieces.isArgument(group) && !GeminiCandidates.isThought(group);
  }

  @Override
  public boolean isArgument(int group) {
    return GeminiPieces.isArgument(group);
  }

  private GeminiTexts texts(List<byte[]> bodies, GeminiTexts texts, JsonVisitor walk) {
    for (int i = 0; i < bodies.size(); i++) {
      texts.body(i);
      try {
        reader.read(bodies.get(i), walk);
      } catch (JsonFault e) {
        throw reply ? new Refusal(fault) : new Refusal(fault, "The body: " + e.getMessage() + ".");
      }
    }
    return texts;
  }

  private static Document document(List<byte[]> bodies, GeminiTexts texts, AskedForm asked) {
    return new Document(
        bodies, texts.parts(), texts.uninspected(), texts.usage(), List.of(), false, asked);
  }
}
