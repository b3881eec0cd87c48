package com.modalarmor.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;

/**
 * Ends an HTTP/1.1 connection whose last answer was given while its client may still be sending.
 * Confined to one connection.
 *
 * <p>A socket that is closed with bytes unread tells the client "reset", which then never looks at
 * the answer (RFC 9112, 9.6). So the gateway first ends its own side only, throws away what still
 * comes, undecrypted, and closes when the client does, or after a while.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {

  private static final String NAME = "lingering-close";

  /** For a client to stop sending and to read its answer. */
  private static final int LINGER_MS = 2_000;

  private LingeringClose() {}

  /** To be called when the last answer has been written, flushed or not. */
  static void of(HttpConnection connection) {
    ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
    Channel channel = context.channel();
    if (!channel.isActive() || !channel.isWritable()) {
      connection.close(); // it does not read what it was told before either
      return;
    }
    if (channel.pipeline().get(NAME) == null) {
      context
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(written -> endOwnSide(channel, connection, written));
    }
  }

  private static void endOwnSide(Channel channel, HttpConnection connection, Future<?> written) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (!written.isSuccess() || tls == null) {
      connection.close();
      return;
    }
    channel.pipeline().addFirst(NAME, new LingeringClose());
    channel.config().setAutoRead(true); // a body nobody wanted may have paused it
    tls.closeOutbound()
        .addListener(
            told -> {
              if (channel instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
                duplex.shutdownOutput();
              }
            });
    Future<?> end =
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> end.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
