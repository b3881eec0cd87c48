package com.modalarmor.limits;

import com.modalarmor.settings.SettingsReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Gates of one pod, each on an event loop of its own, with calls that reach them from a test's
 * thread.
 */
final class GateLoops implements AutoCloseable {

  final Vertx vertx;
  final PodLimits pod;
  private final List<Context> contexts = new ArrayList<>();
  private final List<LimitGate> gates = new ArrayList<>();

  private final class Loop extends VerticleBase {
    @Override
    public Future<?> start() {
      LimitGate gate = LimitGate.open(vertx, pod);
      synchronized (gates) {
        contexts.add(context);
        gates.add(gate);
      }
      return Future.succeededFuture();
    }
  }

  GateLoops(int loops, Map<String, Object> tree) {
    SettingsReader root = SettingsReader.of(tree, Map.of(), Path.of("."));
    pod = new PodLimits(LimitSettings.read(root));
    root.finish();
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    for (int i = 0; i < loops; i++) {
      await(vertx.deployVerticle(new Loop()));
    }
  }

  static GateLoops connected(int loops, String url) {
    return connected(loops, Map.of("redis", Map.of("url", url, "timeout-ms", 1_000)));
  }

  static GateLoops connected(int loops, Map<String, Object> tree) {
    GateLoops made = new GateLoops(loops, tree);
    for (int i = 0; i < loops; i++) {
      LimitGate gate = made.gates.get(i);
      await(gate.connected());
    }
    return made;
  }

  <T> Future<T> on(int loop, Function<LimitGate, Future<T>> work) {
    Promise<T> promise = Promise.promise();
    LimitGate gate = gates.get(loop);
    contexts.get(loop).runOnContext(v -> work.apply(gate).onComplete(promise));
    return promise.future();
  }

  LimitOutcome take(int loop, LimitSubject subject) {
    return await(on(loop, gate -> gate.take(subject)));
  }

  boolean inForce() {
    for (int i = 0; i < gates.size(); i++) {
      if (!await(on(i, gate -> Future.succeededFuture(gate.inForce())))) {
        return false;
      }
    }
    return true;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for a condition; answers how many milliseconds it took. */
  static long awaitThat(String what, long withinMs, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(withinMs)) {
        throw new AssertionError("not within " + withinMs + " ms: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Override
  public void close() {
    for (int i = 0; i < gates.size(); i++) {
      await(on(i, LimitGate::close));
    }
    await(vertx.close());
  }
}
