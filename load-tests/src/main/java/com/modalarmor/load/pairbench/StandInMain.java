package com.modalarmor.load.pairbench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The fast model stand-in: answers every POST with one Gemini answer.
 *
 * <p>A process of its own, one event loop. Arguments: port, file with the answer, hop, certificate,
 * key.
 */
public final class StandInMain {
  private StandInMain() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    int port = Integer.parseInt(args[0]);
    Buffer answer = Buffer.buffer(Files.readString(Path.of(args[1]), StandardCharsets.UTF_8));
    VertxOptions options =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1);
    Vertx vertx = Vertx.vertx(options);
    HttpServerOptions server = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    Hop.valueOf(args[2]).server(server, args[3], args[4]);
    vertx
        .createHttpServer(server)
        .requestHandler(
            request ->
                // Only a whole request is answered, as the real model does.
                request.endHandler(
                    end -> {
                      if (request.method() == HttpMethod.POST) {
                        request
                            .response()
                            .putHeader("content-type", "application/json; charset=UTF-8")
                            .end(answer);
                      } else {
                        request.response().setStatusCode(405).end();
                      }
                    }))
        .listen()
        .onFailure(
            failure -> {
              System.err.println("stand-in cannot listen: " + failure.getMessage());
              Runtime.getRuntime().halt(1);
            });
  }
}
