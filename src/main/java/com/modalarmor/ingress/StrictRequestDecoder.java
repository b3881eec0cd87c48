package com.modalarmor.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The HTTP/1.1 decoder, with folded header lines and unknown versions refused, and with an end:
 * after a refusal that closes, nothing that was sent along is read. Confined to one connection.
 *
 * <p>RFC 9112, 5.2 and 2.2: a line of the header section that begins with white space is either a
 * fold, which servers must reject or unfold, or a line that other servers on the way may not see.
 * Netty joins it to the line before, and nothing behind it can tell any more; so it is looked for
 * in the bytes, just ahead of the codec's own reading.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  private static final String NAME = "httpDecoder";

  /** Only while the codec decodes. */
  private ByteBuf input;

  private boolean inHead;
  private boolean discarding;
  private boolean stopped;

  private StrictRequestDecoder(HttpServerOptions options) {
    super(options.getHttp1Config());
  }

  /**
   * To be called before the first byte of the connection is read; HTTP/2 needs none. True when the
   * connection speaks HTTP/1.1.
   */
  static boolean install(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    if (pipeline.get(NAME) == null) {
      return false;
    }
    pipeline.replace(NAME, NAME, new StrictRequestDecoder(options));
    return true;
  }

  /** The answer now to be written is this connection's last. */
  static void stop(HttpConnection connection) {
    StrictRequestDecoder decoder = of(connection);
    if (decoder != null) {
      decoder.stopped = true;
    }
  }

  /** True for requests that came with one whose refusal closes: they are not to be looked at. */
  static boolean stopped(HttpConnection connection) {
    StrictRequestDecoder decoder = of(connection);
    return decoder != null && decoder.stopped;
  }

  private static StrictRequestDecoder of(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().pipeline().get(NAME)
            instanceof StrictRequestDecoder decoder
        ? decoder
        : null;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (stopped || discarding) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (inHead && folded(in)) {
      inHead = false;
      discarding = true;
      in.skipBytes(in.readableBytes());
      HttpMessage invalid = createInvalidMessage();
      invalid.setDecoderResult(DecoderResult.failure(fault()));
      out.add(invalid);
      return;
    }
    int before = out.size();
    input = in;
    try {
      super.decode(context, in, out);
    } finally {
      input = null;
    }
    if (out.size() > before) {
      inHead = false; // a whole head, or one the codec itself refuses
    }
  }

  /** The connection has closed; a head that was refused half-way is not refused again. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (!stopped && !discarding) {
      super.decodeLast(context, in, out);
    }
  }

  /** Between request line and header section: the rest of the head lies in {@code input}. */
  @Override
  protected HttpMessage createMessage(String[] requestLine) {
    inHead = true;
    if (folded(input)) {
      throw fault(); // the codec makes an invalid message of it and reads nothing more
    }
    HttpMessage message = super.createMessage(requestLine);
    HttpVersion version = message.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new IllegalArgumentException("unknown version"); // else answered in a shape not ours
    }
    return message;
  }

  /** Looks at the first byte of every line that has come; the buffer begins with a line. */
  private static boolean folded(ByteBuf in) {
    int end = in.writerIndex();
    int line = in.readerIndex();
    while (line < end) {
      byte first = in.getByte(line);
      if (first == ' ' || first == '\t') {
        return true;
      }
      if (first == '\r' || first == '\n') {
        return false;
      }
      int lineFeed = in.indexOf(line, end, (byte) '\n');
      if (lineFeed < 0) {
        return false;
      }
      line = lineFeed + 1;
    }
    return false;
  }

  private static IllegalArgumentException fault() {
    return new IllegalArgumentException("folded header line");
  }
}
