package com.modalarmor.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a question is taken and answered, and that a lane keeps its bounds. */
final class LaneTest {

  private static final int IN_FLIGHT_MAX = 2;
  private static final int DEADLINE_MS = 200;

  private Vertx vertx;
  private Lane<String, String> lane;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Lane.install(vertx);
    lane = new Lane<>(vertx, "test", IN_FLIGHT_MAX, DEADLINE_MS, Reason.OVERLOADED);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private void serve(ThreadingModel threading, Function<String, Future<String>> handler)
      throws Exception {
    AbstractVerticle verticle =
        new AbstractVerticle() {
          @Override
          public void start(Promise<Void> started) {
            lane.serve(handler).onComplete(started);
          }
        };
    vertx
        .deployVerticle(verticle, new DeploymentOptions().setThreadingModel(threading))
        .await(5, TimeUnit.SECONDS);
  }

  /** Serves an echo, and keeps the threads that it was asked on. */
  private List<Thread> serveEcho(ThreadingModel threading) throws Exception {
    List<Thread> threads = new ArrayList<>();
    serve(
        threading,
        question -> {
          threads.add(Thread.currentThread());
          return Future.succeededFuture(question + "!");
        });
    return threads;
  }

  /** What {@code ask} comes to on a loop of its own verticle. */
  private <T> T asking(Function<LaneClient<String, String>, Future<T>> ask) throws Exception {
    Promise<T> done = Promise.promise();
    AbstractVerticle asker =
        new AbstractVerticle() {
          @Override
          public void start() {
            LaneClient<String, String> client = lane.client(vertx, context);
            context.runOnContext(v -> ask.apply(client).onComplete(done));
          }
        };
    vertx.deployVerticle(asker).await(5, TimeUnit.SECONDS);
    return done.future().await(5, TimeUnit.SECONDS);
  }

  @Test
  void aLoopAsksItsOwnVerticleOverTheBusAndIsAnsweredOnItsThread() throws Exception {
    List<Thread> threads = serveEcho(ThreadingModel.EVENT_LOOP);
    boolean home =
        asking(
            client -> {
              Thread loop = Thread.currentThread();
              Future<String> answer = client.call("so");
              assertFalse(answer.isComplete(), "the bus hands it over in a later turn");
              return answer.map(
                  text ->
                      text.equals("so!")
                          && Thread.currentThread() == loop
                          && threads.equals(List.of(loop)));
            });
    assertTrue(home);
    assertEquals(0, lane.inFlight());
  }

  @Test
  void aWorkerAnswersOnTheAskersThread() throws Exception {
    List<Thread> threads = serveEcho(ThreadingModel.WORKER);
    boolean home =
        asking(
            client -> {
              Thread loop = Thread.currentThread();
              return client.call("so").map(answer -> Thread.currentThread() == loop);
            });
    assertTrue(home);
    assertTrue(threads.get(0).getName().contains("worker"), threads.get(0).getName());
  }

  @Test
  void aFaultOfTheServerIsARefusalAndItsPlaceIsFreeAgain() throws Exception {
    serve(
        ThreadingModel.EVENT_LOOP,
        question -> {
          throw new IllegalStateException("secret");
        });
    Throwable cause =
        asking(client -> client.call("so").<Throwable>map(a -> null).otherwise(e -> e));
    assertEquals(Reason.OVERLOADED, ((Refusal) cause).reason());
    assertEquals(0, lane.inFlight());
  }

  @Test
  void aFullLaneRefusesAndALateAnswerIsRefused() throws Exception {
    serve(ThreadingModel.EVENT_LOOP, question -> Promise.<String>promise().future());
    List<Throwable> causes =
        asking(
            client -> {
              List<Throwable> refused = new ArrayList<>();
              client.call("one").onFailure(refused::add);
              Future<String> late = client.call("two").onFailure(refused::add);
              client.call("three").onFailure(refused::add);
              assertEquals(1, refused.size(), "the third finds no place");
              return late.map(refused).otherwise(refused);
            });
    assertEquals(3, causes.size());
    causes.forEach(cause -> assertEquals(Reason.OVERLOADED, ((Refusal) cause).reason()));
  }
}
