package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were measured on.
 *
 * <p>Stateless.
 */
final class Machine {
  private Machine() {}

  static JsonObject describe() {
    return new JsonObject()
        .put("cpus", Runtime.getRuntime().availableProcessors())
        .put("cpu_model", firstValue("/proc/cpuinfo", "model name"))
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("java", System.getProperty("java.vm.version"))
        .put("load_average", loadAverage());
  }

  private static String loadAverage() {
    try {
      String line = Files.readString(Path.of("/proc/loadavg"));
      int third = line.indexOf(' ', line.indexOf(' ', line.indexOf(' ') + 1) + 1);
      return line.substring(0, third);
    } catch (IOException | IndexOutOfBoundsException e) {
      return "unknown";
    }
  }

  private static String firstValue(String file, String key) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (line.startsWith(key)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      return "unknown";
    }
    return "unknown";
  }
}
