package com.modalarmor.bus;

import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A bounded request lane over the event bus: a question goes to one of the verticles that serve the
 * lane, its answer comes back to the asker, or a refusal when the lane is full, nobody serves it,
 * or the deadline passes. Thread-safe.
 *
 * <p>Questions and answers pass by reference and must not be changed by the sender afterwards. The
 * bus itself has no back-pressure, so each serving verticle has a bound on calls in flight; a full
 * lane refuses, it never queues without bound. A question prefers the verticle on the asker's own
 * event loop: that saves the wake-up of another thread, which is most of a hop's cost.
 */
public final class Lane<Q, A> {

  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(CallCodec.NAME);

  private final String address;
  private final int inFlightMax;
  private final long deadlineNanos;
  private final Refusal.Reason whenLate;
  private final EventBus bus;
  private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private record Endpoint(String address, Thread thread, AtomicInteger inFlight) {}

  /**
   * @param address unique name on the bus, e.g. {@code detect.scan}
   * @param inFlightMax unanswered calls per serving verticle
   * @param whenLate what a late or failed answer is refused with
   */
  public Lane(
      Vertx vertx, String address, int inFlightMax, long deadlineMs, Refusal.Reason whenLate) {
    this.address = address;
    this.inFlightMax = inFlightMax;
    this.deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMs);
    this.whenLate = whenLate;
    this.bus = vertx.eventBus();
  }

  /** Once per Vert.x instance, before any lane is used. */
  public static void install(Vertx vertx) {
    vertx.eventBus().registerCodec(new CallCodec());
  }

  /** Serves the lane on the calling verticle's context; completes when calls can arrive. */
  public Future<Void> serve(Function<Q, Future<A>> handler) {
    Endpoint endpoint =
        new Endpoint(
            address + "." + turn.getAndIncrement(), Thread.currentThread(), new AtomicInteger());
    MessageConsumer<Call<Q, A>> consumer =
        bus.localConsumer(endpoint.address(), message -> answer(message.body(), endpoint, handler));
    return consumer.completion().onSuccess(v -> endpoints.add(endpoint));
  }

  private void answer(Call<Q, A> call, Endpoint endpoint, Function<Q, Future<A>> handler) {
    if (call.answered()) { // late before it began
      endpoint.inFlight().decrementAndGet();
      return;
    }
    Future<A> answer;
    try {
      answer = handler.apply(call.question);
    } catch (Throwable e) { // an Error too: the place in the lane must not be lost with it
      answer = Future.failedFuture(e);
    }
    answer.onComplete(
        result -> {
          endpoint.inFlight().decrementAndGet();
          if (result.succeeded()) {
            call.succeed(result.result());
          } else {
            call.fail(result.cause(), whenLate);
          }
        });
  }

  /** The asking side for one context; create it in the asking verticle's start. */
  public LaneClient<Q, A> client(Vertx vertx, Context home) {
    return new LaneClient<>(this, vertx, home);
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  Refusal.Reason whenLate() {
    return whenLate;
  }

  /** Hands the call to a verticle; false when all are full or there is none. */
  boolean send(Call<Q, A> call) {
    Endpoint endpoint = choose(call.homeThread);
    if (endpoint == null) {
      return false;
    }
    try {
      bus.send(endpoint.address(), call, LOCAL);
    } catch (IllegalStateException e) { // the bus has been closed
      endpoint.inFlight().decrementAndGet();
      return false;
    }
    return true;
  }

  private Endpoint choose(Thread near) {
    int size = endpoints.size();
    for (int i = 0; i < size; i++) {
      Endpoint endpoint = endpoints.get(i);
      if (endpoint.thread() == near && admit(endpoint)) {
        return endpoint;
      }
    }
    if (size == 0) {
      return null;
    }
    int first = (turn.getAndIncrement() & Integer.MAX_VALUE) % size;
    for (int i = 0; i < size; i++) {
      Endpoint endpoint = endpoints.get((first + i) % size);
      if (admit(endpoint)) {
        return endpoint;
      }
    }
    return null;
  }

  private boolean admit(Endpoint endpoint) {
    if (endpoint.inFlight().incrementAndGet() <= inFlightMax) {
      return true;
    }
    endpoint.inFlight().decrementAndGet();
    return false;
  }

  /** Calls in flight over all serving verticles; for metrics. */
  public int inFlight() {
    int sum = 0;
    for (Endpoint endpoint : endpoints) {
      sum += endpoint.inFlight().get();
    }
    return sum;
  }

  public String address() {
    return address;
  }
}
