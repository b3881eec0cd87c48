package com.modalarmor.load.pairbench;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of the JVMs the bench starts, all with the same flags.
 *
 * <p>Immutable.
 */
final class JavaCommand {
  /**
   * As the image sets them, in a pod of 512 MB: much room for what lives as long as a request, the
   * old objects in little more than they need.
   */
  private static final List<String> IMAGE_HEAP =
      List.of(
          "-XX:InitialHeapSize=154m", // 30 % of the pod
          "-XX:NewSize=72m",
          "-XX:SurvivorRatio=18",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:-ShrinkHeapInSteps");

  private final List<String> flags;

  JavaCommand(String gc, int eventLoops) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx256m");
    if (gc.equals("Serial")) {
      flags.addAll(IMAGE_HEAP);
    } else {
      // A large machine would give the whole heap at once, and what loading leaves lying in it
      // would be touched for good.
      flags.add("-Xms16m");
    }
    // One visible core would silently choose other pool sizes.
    flags.add("-XX:ActiveProcessorCount=" + Math.max(2, eventLoops));
    flags.add("-XX:+Use" + gc + "GC");
    if (gc.equals("Parallel")) {
      // As the JVM would choose: collectors that share one core only wait for each other.
      flags.add("-XX:ParallelGCThreads=" + eventLoops);
    }
    flags.add("-XX:-UsePerfData");
    if (Runtime.version().feature() >= 22) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    this.flags = List.copyOf(flags);
  }

  List<String> flags() {
    return flags;
  }

  List<String> ofClass(Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Tools.jdk("java"));
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(args));
    return command;
  }

  List<String> ofJar(Path jar, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Tools.jdk("java"));
    command.addAll(flags);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(args));
    return command;
  }

  /** exec:java runs us in Maven's JVM, whose own class path is Maven's: ask the loader first. */
  private static String classPath() {
    if (JavaCommand.class.getClassLoader() instanceof URLClassLoader loader) {
      List<String> entries = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        entries.add(Path.of(URI.create(url.toString())).toString());
      }
      return String.join(File.pathSeparator, entries);
    }
    return System.getProperty("java.class.path");
  }
}
