package com.modalarmor.limits;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** What a fresh connection is asked before it counts as usable. Stateless. */
final class RedisGreeting {

  private static final long PROBE_MS = 60_000;

  private RedisGreeting() {}

  /**
   * Loads the script and writes once: a server that is full, loading or a replica fails here, not
   * later.
   */
  static Future<?> greet(RedisConnection made, RedisScript script) {
    Request write =
        Request.cmd(Command.SET).arg("ma:{probe}:write").arg("1").arg("PX").arg(PROBE_MS);
    return Future.all(made.send(loadScript(script)), made.send(write));
  }

  static Request loadScript(RedisScript script) {
    return Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.source());
  }
}
