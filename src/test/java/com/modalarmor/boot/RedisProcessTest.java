package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {

  @Test
  void starts_with_a_password_and_ends_when_closed() throws IOException {
    RedisProcess redis = RedisProcess.start();
    String password = URI.create(redis.url()).getUserInfo().substring(1);
    assertTrue(say(redis.port(), "PING").startsWith("-NOAUTH"));
    String said = say(redis.port(), "AUTH " + password + "\r\nCONFIG GET maxmemory");
    assertTrue(said.contains("67108864"), said);
    redis.close();
    assertFalse(redis.alive());
    awaitThat("the port is closed", () -> !listens(redis.port()));
  }

  @Test
  void ends_and_cleans_up_when_the_jvm_that_started_it_is_killed() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                RedisHolder.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = jvm.inputReader()) {
      int port = Integer.parseInt(out.readLine());
      assertTrue(listens(port));
      List<ProcessHandle> family = jvm.descendants().toList();
      assertTrue(family.size() >= 2, "a keeper and Redis");
      jvm.destroyForcibly(); // SIGKILL: no shutdown hook runs.
      assertTrue(jvm.waitFor(5, TimeUnit.SECONDS));
      awaitThat("Redis has ended", () -> !listens(port));
      awaitThat("no process is left", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void leaves_no_folder_behind() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    RedisProcess redis = RedisProcess.start();
    Path folder = redis.folder();
    assertTrue(Files.exists(folder));
    assertEquals("rwx------", permissions(folder));
    assertEquals(parent, folder.getParent());
    redis.close();
    awaitThat("the folder is gone", () -> !Files.exists(folder));
  }

  @Test
  void takes_the_binary_of_the_class_path_when_none_is_on_the_path(@TempDir Path folder)
      throws Exception {
    Path binary = RedisBinary.find("", folder);
    assertEquals(folder.resolve("redis-server"), binary);
    assertEquals("rwx------", permissions(binary));
    Process version = new ProcessBuilder(binary.toString(), "--version").start();
    try (BufferedReader out = version.inputReader()) {
      assertTrue(out.readLine().startsWith("Redis server v=6.2"));
    }
  }

  @Test
  void every_named_binary_is_in_the_library() {
    List<String[]> machines =
        List.of(
            new String[] {"Linux", "amd64"}, new String[] {"Linux", "aarch64"},
            new String[] {"Mac OS X", "x86_64"}, new String[] {"Mac OS X", "aarch64"});
    int rows = 0;
    for (String[] machine : machines) {
      String name = RedisBinary.shippedName(machine[0], machine[1]);
      assertTrue(getClass().getClassLoader().getResource(name) != null, name);
      rows++;
    }
    assertEquals(4, rows);
  }

  @Test
  void without_any_binary_the_message_names_the_way_out(@TempDir Path folder) {
    String os = System.getProperty("os.name");
    System.setProperty("os.name", "Plan 9");
    try {
      IOException failure = assertThrows(IOException.class, () -> RedisBinary.find("", folder));
      assertTrue(failure.getMessage().contains("redis.url"), failure.getMessage());
      assertTrue(failure.getMessage().contains("Plan 9"), failure.getMessage());
    } finally {
      System.setProperty("os.name", os);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String say(int port, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
