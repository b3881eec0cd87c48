package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which cores a process runs on: the one under test alone on some, everything else on others; lists
 * as {@code taskset -c} takes them.
 *
 * <p>Immutable. Without {@code taskset} or a second core it pins nothing and says so.
 */
record Pinning(String taskset, String targetCpus, String loadCpus) {

  static Pinning choose(boolean wanted, String targetCpus, String loadCpus) {
    String taskset = wanted ? Tools.find("taskset") : "";
    boolean possible = !taskset.isEmpty() && Runtime.getRuntime().availableProcessors() >= 2;
    return new Pinning(possible ? taskset : "", targetCpus, loadCpus);
  }

  boolean active() {
    return !taskset.isEmpty();
  }

  List<String> target(List<String> command) {
    return pinned(targetCpus, command);
  }

  List<String> load(List<String> command) {
    return pinned(loadCpus, command);
  }

  private List<String> pinned(String cpus, List<String> command) {
    if (!active()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of(taskset, "-c", cpus));
    wrapped.addAll(command);
    return wrapped;
  }

  /** Moves this JVM off the core under test: reading logs there would show in the figures. */
  void moveThisProcess() {
    if (!active()) {
      return;
    }
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process process =
          new ProcessBuilder(taskset, "-acp", loadCpus, self)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      // Only a tidier measurement is lost.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
