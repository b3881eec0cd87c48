package com.modalarmor.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Lets what is ready in one turn of the event loop leave a connection in one TLS record and one
 * system call. Stateless.
 *
 * <p>Answers come in batches, since they wait for their audit records together, and so do requests
 * to the model, since prompts do that arrive together; a flush each would cost a record and a write
 * each.
 */
public final class FlushTogether {

  private static final String NAME = "flush-together";

  /** A client reads what it gets at leisure; it loses nothing by waiting for the turn's end. */
  private static final int ANSWERS_MAX = 128;

  /** The model begins with the first of a large batch while the last is still inspected. */
  private static final int REQUESTS_MAX = 8;

  private FlushTogether() {}

  /** Answers to a client. */
  public static void answers(HttpConnection connection) {
    install(((HttpServerConnection) connection).channelHandlerContext().pipeline(), ANSWERS_MAX);
  }

  /** Requests to a model; with HTTP/1.1 there is never more than one on a connection. */
  public static void requests(HttpConnection connection) {
    if (connection.protocolVersion() == HttpVersion.HTTP_2) {
      install(((HttpClientConnection) connection).channelHandlerContext().pipeline(), REQUESTS_MAX);
    }
  }

  /** Above TLS, so that records are filled, not only written, together. */
  private static void install(ChannelPipeline pipeline, int flushesMax) {
    if (pipeline.get(NAME) != null) {
      return;
    }
    ChannelHandler together = new FlushConsolidationHandler(flushesMax, true);
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(NAME, together);
    } else {
      pipeline.addAfter(tls.name(), NAME, together);
    }
  }
}
