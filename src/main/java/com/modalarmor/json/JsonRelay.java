package com.modalarmor.json;

/** Hands everything on to another visitor: for those who look at a part of another's walk. */
public abstract class JsonRelay implements JsonVisitor {

  private final JsonVisitor inner;

  protected JsonRelay(JsonVisitor inner) {
    this.inner = inner;
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    inner.string(at, text, start, end);
  }

  @Override
  public final void name(JsonCursor at, String name, int start, int end) {
    inner.name(at, name, start, end);
  }

  @Override
  public final void number(JsonCursor at, byte[] json, int start, int end) {
    inner.number(at, json, start, end);
  }

  @Override
  public final void integer(JsonCursor at, long value) {
    inner.integer(at, value);
  }

  @Override
  public final void decimal(JsonCursor at, double value) {
    inner.decimal(at, value);
  }

  @Override
  public void literal(JsonCursor at, Boolean value) {
    inner.literal(at, value);
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    inner.enter(at, array, start);
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    inner.leave(at, array, end);
  }
}
