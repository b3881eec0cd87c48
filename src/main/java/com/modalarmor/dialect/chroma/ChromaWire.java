package com.modalarmor.dialect.chroma;

import com.modalarmor.identity.Caller;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.VectorWire;
import com.modalarmor.vector.VectorCodec;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorRequest;
import com.modalarmor.vector.VectorResult;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.verdict.Refusal;
import java.util.function.Function;
import java.util.function.Supplier;

/** One of Chroma's routes. Immutable. */
final class ChromaWire implements VectorWire, VectorCodec {

  /** Reads a route's body. */
  @FunctionalInterface
  interface Reading {
    VectorRequest read(byte[] body, Label label);
  }

  private final String operation;
  private final boolean hasBody;
  private final Reading reading;
  private final Function<Caller, byte[]> immediate;
  private final boolean light;

  private ChromaWire(
      String operation,
      boolean hasBody,
      Reading reading,
      Function<Caller, byte[]> immediate,
      boolean light) {
    this.light = light;
    this.operation = operation;
    this.hasBody = hasBody;
    this.reading = reading;
    this.immediate = immediate;
  }

  static ChromaWire withBody(String operation, Reading reading) {
    return new ChromaWire(operation, true, reading, null, false);
  }

  /** The same for questions that are usually small, and so are their answers. */
  static ChromaWire light(String operation, Reading reading) {
    return new ChromaWire(operation, true, reading, null, true);
  }

  static ChromaWire withoutBody(String operation, VectorRequest request) {
    return new ChromaWire(operation, false, (body, label) -> request, null, false);
  }

  /** Without a body, where the path or the query may be at fault. */
  static ChromaWire fallible(String operation, Supplier<VectorRequest> request) {
    return new ChromaWire(operation, false, (body, label) -> request.get(), null, false);
  }

  static ChromaWire fixed(String operation, Function<Caller, byte[]> answer) {
    return new ChromaWire(operation, false, null, answer, false);
  }

  @Override
  public String name() {
    return "chroma";
  }

  @Override
  public String operation() {
    return operation;
  }

  @Override
  public String route() {
    return operation;
  }

  @Override
  public String model() {
    return "";
  }

  @Override
  public boolean hasBody() {
    return hasBody;
  }

  @Override
  public Answer immediate(Caller caller) {
    return immediate == null ? null : Answer.json(200, immediate.apply(caller));
  }

  @Override
  public VectorCodec codec() {
    return this;
  }

  @Override
  public boolean isLight() {
    return light;
  }

  @Override
  public VectorRequest decode(byte[] body, Label label) {
    return reading.read(body, label);
  }

  @Override
  public byte[] encode(VectorResult result) {
    return Results.encode(result);
  }

  @Override
  public int status(VectorResult result) {
    return Results.status(result);
  }

  @Override
  public Answer failed(VectorFault fault) {
    return ChromaErrors.of(fault);
  }

  @Override
  public Answer refused(Refusal refusal) {
    return ChromaErrors.of(refusal);
  }
}
