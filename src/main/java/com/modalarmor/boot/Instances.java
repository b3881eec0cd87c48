package com.modalarmor.boot;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;

/** How verticles are deployed that must not run on an event loop. Stateless. */
final class Instances {

  private Instances() {}

  /** On a pool of their own. */
  static DeploymentOptions worker(String pool, int instances, int threads) {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName("modal-armor-" + pool)
        .setWorkerPoolSize(threads)
        .setInstances(instances);
  }
}
