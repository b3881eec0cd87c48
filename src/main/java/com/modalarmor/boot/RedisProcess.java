package com.modalarmor.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis as a child process, for {@code demo}: loopback only, with a password of its own,
 * nothing written to disk but its settings. It ends with this process, also when that is killed.
 * Blocking: not for an event loop.
 */
public final class RedisProcess implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final int READY_MS = 5_000;

  /**
   * Runs Redis beside a watcher that reads a pipe whose other end only this JVM holds. However the
   * JVM ends, the kernel closes the pipe, and the watcher ends Redis and removes its folder. Redis
   * gets a session of its own where there is setsid, so that Ctrl-C lets the gateway drain with it.
   */
  private static final String KEEPER =
      """
      trap '' INT HUP TERM
      exec 3<&0
      folder=$1; binary=$2
      if command -v setsid >/dev/null 2>&1; then run=setsid; else run=; fi
      $run "$binary" "$folder/redis.conf" </dev/null >"$folder/redis.log" 2>&1 3<&- &
      redis=$!
      (
        while read -r line <&3; do :; done
        kill -TERM $redis 2>/dev/null
        tries=0
        while kill -0 $redis 2>/dev/null && [ $tries -lt 20 ]; do tries=$((tries+1)); sleep 0.05; done
        kill -KILL $redis 2>/dev/null
        rm -f "$folder/redis.conf" "$folder/redis.log" "$folder/redis-server"
        rmdir "$folder" 2>/dev/null
      ) &
      wait $redis
      """;

  private final Process keeper;
  private final Path folder;
  private final int port;
  private final String password;

  private RedisProcess(Process keeper, Path folder, int port, String password) {
    this.keeper = keeper;
    this.folder = folder;
    this.port = port;
    this.password = password;
  }

  /** Starts one on a free port and waits until it answers. */
  public static RedisProcess start() throws IOException {
    IOException last = null;
    // Between finding a free port and using it another process may take it.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RedisProcess redis = launch();
      try {
        redis.awaitPong();
        return redis;
      } catch (IOException e) {
        last = e;
        redis.close();
      }
    }
    throw last;
  }

  /** With the password in it: not for a log. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  public boolean alive() {
    return keeper.isAlive();
  }

  /** Stops Redis; returns when it has ended. */
  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(3, TimeUnit.SECONDS)) {
        keeper.destroyForcibly();
      }
    } catch (IOException e) {
      keeper.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RedisProcess launch() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "modal-armor-redis",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path binary;
    try {
      binary = RedisBinary.find(System.getenv().getOrDefault("PATH", ""), folder);
    } catch (IOException e) {
      Files.deleteIfExists(folder);
      throw e;
    }
    int port = freePort();
    String password = randomPassword();
    Files.writeString(folder.resolve("redis.conf"), settings(folder, port, password));
    Process keeper =
        new ProcessBuilder("sh", "-c", KEEPER, "sh", folder.toString(), binary.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new RedisProcess(keeper, folder, port, password);
  }

  private static String settings(Path folder, int port, String password) {
    return String.join(
        "\n",
        List.of(
            "bind 127.0.0.1",
            "protected-mode yes",
            "port " + port,
            // In the file, not in the arguments, which every user of the machine can list.
            "requirepass " + password,
            "save \"\"",
            "appendonly no",
            "daemonize no",
            "dir \"" + folder + "\"",
            "maxmemory 64mb",
            "maxmemory-policy noeviction",
            ""));
  }

  private void awaitPong() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MS);
    while (System.nanoTime() - deadline < 0 && keeper.isAlive()) {
      if (answersPing()) {
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while Redis was starting", e);
      }
    }
    throw new IOException("redis-server did not become ready; its last words: " + lastWords());
  }

  private boolean answersPing() {
    byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      socket.setSoTimeout(500);
      OutputStream out = socket.getOutputStream();
      out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return Arrays.equals(in.readNBytes(expected.length), expected);
    } catch (IOException e) {
      return false;
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("redis.log"));
      return lines.isEmpty() ? "(none)" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "(none)";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
