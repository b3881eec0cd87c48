package com.modalarmor.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Works on items with several threads and hands the results on in the order of the items, so that
 * the number of threads never shows in the outcome. At most a few chunks are under way: memory does
 * not grow with the input. Used by one thread, which also consumes.
 *
 * @param <W> a worker's scratch memory, never shared by two threads at a time
 */
final class OrderedWork<W, T, R> implements AutoCloseable {

  private static final int CHUNK_ITEMS = 64;
  private static final int CHUNKS_PER_THREAD = 3;

  private final ExecutorService threads;
  private final BlockingQueue<W> workers;
  private final int chunksMax;
  private final BiFunction<W, T, R> work;
  private final Consumer<R> consumer;
  private final Deque<Future<List<R>>> underWay = new ArrayDeque<>();
  private List<T> chunk = new ArrayList<>(CHUNK_ITEMS);

  OrderedWork(
      int threadCount, Supplier<W> scratch, BiFunction<W, T, R> work, Consumer<R> consumer) {
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "evaluate");
              thread.setDaemon(true);
              return thread;
            });
    this.workers = new ArrayBlockingQueue<>(threadCount);
    for (int i = 0; i < threadCount; i++) {
      workers.add(scratch.get());
    }
    this.chunksMax = threadCount * CHUNKS_PER_THREAD;
    this.work = work;
    this.consumer = consumer;
  }

  void add(T item) {
    chunk.add(item);
    if (chunk.size() == CHUNK_ITEMS) {
      submit();
    }
  }

  /** Waits for all that was added. */
  void finish() {
    submit();
    while (!underWay.isEmpty()) {
      consumeFirst();
    }
  }

  private void submit() {
    if (chunk.isEmpty()) {
      return;
    }
    while (underWay.size() >= chunksMax) {
      consumeFirst();
    }
    List<T> items = chunk;
    chunk = new ArrayList<>(CHUNK_ITEMS);
    underWay.add(threads.submit(() -> workOn(items)));
  }

  private List<R> workOn(List<T> items) throws InterruptedException {
    W worker = workers.take();
    try {
      List<R> results = new ArrayList<>(items.size());
      for (T item : items) {
        results.add(work.apply(worker, item));
      }
      return results;
    } finally {
      workers.add(worker);
    }
  }

  private void consumeFirst() {
    try {
      underWay.removeFirst().get().forEach(consumer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
