package com.modalarmor.pipeline;

import java.util.ArrayDeque;

/**
 * The body of an answer that is still being made. Confined to one ingress loop.
 *
 * <p>What comes before anybody reads waits here; the maker is paused when that is much, or when the
 * reader is slow.
 */
public final class LiveBody {

  /** Bytes that wait for the reader before the maker is paused. */
  private static final int WAITING_BYTES_MAX = 256 << 10;

  /** Who reads: the client's connection. */
  public interface Outlet {

    /** False when the reader should be waited for. */
    boolean write(byte[] chunk);

    void end();

    /** Breaks off, so that the reader knows that it is not all. */
    void reset();
  }

  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final Runnable pause;
  private final Runnable resume;
  private long waitingBytes;
  private Outlet outlet;
  private boolean ended;
  private boolean broken;

  LiveBody(Runnable pause, Runnable resume) {
    this.pause = pause;
    this.resume = resume;
  }

  void add(byte[] chunk) {
    if (outlet == null) {
      waiting.add(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes > WAITING_BYTES_MAX) {
        pause.run();
      }
    } else if (!outlet.write(chunk)) {
      pause.run();
    }
  }

  void end() {
    ended = true;
    if (outlet != null) {
      outlet.end();
    }
  }

  void reset() {
    broken = true;
    if (outlet != null) {
      outlet.reset();
    }
  }

  /** Someone reads from now on. */
  public void open(Outlet newOutlet) {
    outlet = newOutlet;
    boolean room = true;
    while (!waiting.isEmpty()) {
      room = outlet.write(waiting.poll());
    }
    if (broken) {
      outlet.reset();
    } else if (ended) {
      outlet.end();
    } else if (room) {
      resume.run();
    } else {
      pause.run();
    }
  }

  /** The reader has caught up. */
  public void drained() {
    resume.run();
  }
}
