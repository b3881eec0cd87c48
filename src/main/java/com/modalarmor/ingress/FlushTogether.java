package com.modalarmor.ingress;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Lets the answers that are ready in one turn of the event loop leave a connection in one TLS
 * record and one system call. Stateless.
 *
 * <p>Answers come in batches, since they wait for their audit records together; a flush each would
 * cost a record and a write each.
 */
final class FlushTogether {

  private static final String NAME = "flush-together";
  private static final int FLUSHES_MAX = 128;

  private FlushTogether() {}

  /** Above TLS, so that records are filled, not only written, together. */
  static void install(HttpConnection connection) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    ChannelHandler tls = pipeline.get(SslHandler.class);
    if (tls != null && pipeline.get(NAME) == null) {
      pipeline.addAfter(
          pipeline.context(tls).name(), NAME, new FlushConsolidationHandler(FLUSHES_MAX, true));
    }
  }
}
