package com.modalarmor.pipeline;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.EventForm;
import com.modalarmor.chat.Usage;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.verdict.Verdict;
import java.util.List;

/** A wire whose requests go on to a model. Immutable. */
public interface ChatWire extends Wire {

  /** True when the route takes a body at all. */
  boolean hasBody();

  Decoder requestDecoder();

  Decoder replyDecoder();

  /** How the texts of an answer are read and rewritten. */
  EventForm replyForm();

  /** True when the model answers in words of its own: then something may come back. */
  boolean generates();

  /** The request with a sentence added to its system instruction, every other byte as it was. */
  byte[] instruct(byte[] body, String sentence);

  /** What the request asks for last in words; empty when nothing. */
  String question(byte[] body);

  /** The request with a text in front of that question, every other byte as it was. */
  byte[] ground(byte[] body, String text);

  /** The request as the model gets it, with the body that passed inspection. */
  ProviderRequest toProvider(byte[] body);

  /** The model's answer, inspected, in this wire's framing. */
  Answer answered(int status, List<byte[]> events);

  /** The refusal of a prompt, in this wire's shape. */
  Answer promptBlocked(Verdict verdict);

  /** The refusal of an answer. */
  Answer answerBlocked(Verdict verdict, Usage usage);

  /** How its answers stream; null = they do not. */
  StreamFrames streaming();
}
