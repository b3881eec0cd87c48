package com.modalarmor.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** Finds a redis-server to run: on the PATH, else one that the class path ships. Stateless. */
public final class RedisBinary {

  private RedisBinary() {}

  /**
   * @param path value of the environment variable PATH
   * @param folder where a shipped binary is written to
   */
  public static Path find(String path, Path folder) throws IOException {
    for (String entry : path.split(File.pathSeparator)) {
      Path candidate = entry.isEmpty() ? Path.of("") : Path.of(entry, "redis-server");
      if (!entry.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate.toAbsolutePath();
      }
    }
    String name = shippedName(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream in = name.isEmpty() ? null : openShipped(name)) {
      if (in == null) {
        throw new IOException(
            "No redis-server on the PATH and none on the class path for "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ". Install Redis 6.2 or newer (e.g. apt install redis-server, brew install redis),"
                + " or run 'serve' with redis.url set to a running one.");
      }
      Path binary = folder.resolve("redis-server");
      Files.copy(in, binary);
      Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
      return binary;
    }
  }

  /** Resource name in the library embedded-redis 1.4.4; empty = it has none for this machine. */
  static String shippedName(String osName, String arch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    if (os.startsWith("linux")) {
      return intel
          ? "redis-server-6.2.6-v5-linux-amd64"
          : arm ? "redis-server-6.2.7-linux-arm64" : "";
    }
    if (os.startsWith("mac")) {
      return intel
          ? "redis-server-6.2.6-v5-darwin-amd64"
          : arm ? "redis-server-6.2.6-v5-darwin-arm64" : "";
    }
    return "";
  }

  private static InputStream openShipped(String name) {
    return RedisBinary.class.getClassLoader().getResourceAsStream(name);
  }
}
