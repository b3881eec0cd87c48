package com.modalarmor.upstream;

import com.modalarmor.verdict.Verdict;
import io.vertx.core.Context;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries the guarded events of one answer from the provider's event loop to the asker's, in order,
 * and the asker's need for a pause the other way. {@link #write} and {@link #source} belong to the
 * provider's context, all else to the asker's.
 */
public final class ReplyFlow {

  private final Context home;
  private final Thread homeThread;
  private final Consumer<byte[]> reader;
  private volatile EventTaker.Source source;
  private volatile Context sourceContext;
  private volatile Thread sourceThread;
  private volatile Streamed outcome;
  private volatile Verdict verdict = Verdict.ALLOW;

  /** Made on the asker's context, where {@code reader} is called with each event. */
  public ReplyFlow(Context home, Consumer<byte[]> reader) {
    this.home = home;
    this.homeThread = Thread.currentThread();
    this.reader = reader;
  }

  // --- the provider's side

  void source(EventTaker.Source newSource, Context context) {
    sourceThread = Thread.currentThread();
    sourceContext = context;
    source = newSource;
  }

  void write(List<byte[]> events, Verdict soFar) {
    verdict = soFar;
    if (events.isEmpty()) {
      return;
    }
    if (Thread.currentThread() == homeThread) {
      events.forEach(reader);
    } else {
      List<byte[]> handed = List.copyOf(events);
      home.runOnContext(v -> handed.forEach(reader));
    }
  }

  void ends(Streamed streamed) {
    outcome = streamed;
  }

  // --- the asker's side

  /** The verdict at the time of the last event. */
  public Verdict verdict() {
    return verdict;
  }

  /** What was seen in all, also when the answer broke off; null = it never began. */
  public Streamed outcome() {
    return outcome;
  }

  public void pause() {
    tell(true);
  }

  public void resume() {
    tell(false);
  }

  private void tell(boolean pause) {
    EventTaker.Source told = source;
    if (told == null) {
      return;
    }
    if (Thread.currentThread() == sourceThread) {
      tell(told, pause);
    } else {
      sourceContext.runOnContext(v -> tell(told, pause));
    }
  }

  private static void tell(EventTaker.Source told, boolean pause) {
    if (pause) {
      told.pause();
    } else {
      told.resume();
    }
  }
}
