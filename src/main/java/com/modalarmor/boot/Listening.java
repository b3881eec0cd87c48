package com.modalarmor.boot;

import io.vertx.core.Future;
import java.io.IOException;

/** Says which socket it was that could not listen. Stateless. */
final class Listening {

  private Listening() {}

  /** The socket's own failure names neither port nor setting. */
  static <T> Future<T> naming(String section, String host, int port, Future<T> listening) {
    return listening.recover(
        e ->
            Future.failedFuture(
                e instanceof IOException
                    ? new CommandFailure(
                        "%s: cannot listen on %s:%d (%s); choose another port, 0 = any free one"
                            .formatted(section, host, port, e.getMessage()))
                    : e));
  }
}
