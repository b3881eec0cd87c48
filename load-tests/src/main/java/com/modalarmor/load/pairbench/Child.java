package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process started by the bench, its output in a log file.
 *
 * <p>Used by the bench thread; {@link #close()} may also come from the shutdown hook.
 */
final class Child implements AutoCloseable {
  private static final int LOG_TAIL_LINES = 15;
  private static final int STOP_WAIT_S = 5;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(String name, List<String> command, Map<String, String> env, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new BenchFailure("cannot start " + name + ": " + command.get(0));
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Child awaitPort(int port, int seconds) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    while (System.nanoTime() < deadlineNs) {
      if (!process.isAlive()) {
        throw new BenchFailure(name + " ended at once, exit code " + process.exitValue() + tail());
      }
      try (Socket socket = new Socket()) {
        socket.connect(address, 500);
        return this;
      } catch (IOException notYet) {
        pause(50);
      }
    }
    throw new BenchFailure(name + " did not open port " + port + " in " + seconds + " s" + tail());
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  /** The process and what it started: nginx does its work in a child. */
  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    pids.add(process.pid());
    process.descendants().forEach(handle -> pids.add(handle.pid()));
    return pids;
  }

  boolean alive() {
    return process.isAlive();
  }

  boolean waitForMs(long ms) throws InterruptedException {
    return process.waitFor(ms, TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  /** The end of the log, for a failure message. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
      return "\n  log " + log + "\n    " + String.join("\n    ", last);
    } catch (IOException e) {
      return "\n  log " + log;
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(STOP_WAIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_WAIT_S, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    for (ProcessHandle left : all) {
      left.destroyForcibly();
    }
  }
}
