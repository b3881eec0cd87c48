package com.modalarmor.boot;

import com.modalarmor.tenant.TenantSnapshot;
import io.vertx.core.Future;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that runs until it is told to stop, by SIGTERM, Ctrl-C or {@link #close}. Blocking: for
 * the main thread.
 */
final class RunningGateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningGateway.class);
  private static final int START_S = 60;
  private static final int SLACK_S = 10;
  private static final int TRIM_EVERY_S = 10;

  private final GatewayRuntime runtime;
  private final Gateway gateway;
  private final int drainS;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean closing;

  private RunningGateway(GatewayRuntime runtime, Gateway gateway, int drainS) {
    this.runtime = runtime;
    this.gateway = gateway;
    this.drainS = drainS;
  }

  /** Starts and waits until requests can come; on failure everything is taken down again. */
  static RunningGateway start(
      GatewaySettings settings, KeyCertOptions certificate, TenantSnapshot tenants) {
    GatewayRuntime runtime = GatewayRuntime.create(settings.eventLoops());
    int drainS =
        (settings.ingress().drainDelayMs() + settings.ingress().drainTimeoutMs()) / 1_000 + SLACK_S;
    try {
      Gateway gateway = new Gateway(runtime, settings, certificate, tenants);
      RunningGateway running = new RunningGateway(runtime, gateway, drainS);
      await(gateway.start(), START_S);
      return running;
    } catch (RuntimeException e) {
      runtime.vertx().close();
      throw e;
    }
  }

  Gateway gateway() {
    return gateway;
  }

  GatewayRuntime runtime() {
    return runtime;
  }

  /** Drains on SIGTERM and Ctrl-C; {@code last} runs after that. */
  RunningGateway closeOnExit(Runnable last) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  last.run();
                },
                "drain"));
    return this;
  }

  /** Returns when the gateway has been closed; gives memory back to the system meanwhile. */
  void awaitClosed() throws InterruptedException {
    do {
      NativeHeap.trim();
    } while (!closed.await(TRIM_EVERY_S, TimeUnit.SECONDS));
  }

  /** Drains, then stops; requests in flight end, nothing new begins. */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
    }
    try {
      await(gateway.drain(), drainS);
    } catch (CommandFailure e) {
      LOG.warn("drain incomplete: {}", e.getMessage());
    }
    try {
      await(runtime.vertx().close(), SLACK_S);
    } catch (CommandFailure e) {
      LOG.warn("stop incomplete: {}", e.getMessage());
    }
    closed.countDown();
  }

  static <T> T await(Future<T> future, int seconds) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new CommandFailure("gave up after " + seconds + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return cause instanceof RuntimeException known
        ? known
        : new CommandFailure(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }
}
