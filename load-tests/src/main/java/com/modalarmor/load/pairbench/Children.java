package com.modalarmor.load.pairbench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Everything the bench has started, stopped in reverse order.
 *
 * <p>Thread-safe: the shutdown hook and the bench thread may both close it.
 */
final class Children implements AutoCloseable {
  private final Deque<Child> running = new ArrayDeque<>();
  private boolean closed;

  synchronized Child start(String name, List<String> command, Map<String, String> env, Path log) {
    if (closed) {
      throw new BenchFailure("the bench is stopping");
    }
    Child child = Child.start(name, command, env, log);
    running.push(child);
    return child;
  }

  Child start(String name, List<String> command, Path log) {
    return start(name, command, Map.of(), log);
  }

  synchronized void forget(Child child) {
    running.remove(child);
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
