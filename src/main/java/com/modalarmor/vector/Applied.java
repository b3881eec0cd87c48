package com.modalarmor.vector;

import io.vertx.core.Future;

/**
 * A change that later requests already see.
 *
 * @param durable completes when it is on disk: only then may the caller be told
 */
public record Applied(Future<Void> durable) {

  public static final Applied AT_ONCE = new Applied(Future.succeededFuture());
}
