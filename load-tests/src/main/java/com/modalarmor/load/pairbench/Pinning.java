package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which core a process runs on: the one under test alone on one, everything else on another.
 *
 * <p>Immutable. Without {@code taskset} or a second core it pins nothing and says so.
 */
record Pinning(String taskset, int targetCpu, int loadCpu) {

  static Pinning choose(boolean wanted, int targetCpu, int loadCpu) {
    String taskset = wanted ? Tools.find("taskset") : "";
    boolean possible = !taskset.isEmpty() && Runtime.getRuntime().availableProcessors() >= 2;
    return new Pinning(possible ? taskset : "", targetCpu, loadCpu);
  }

  boolean active() {
    return !taskset.isEmpty();
  }

  List<String> target(List<String> command) {
    return pinned(targetCpu, command);
  }

  List<String> load(List<String> command) {
    return pinned(loadCpu, command);
  }

  private List<String> pinned(int cpu, List<String> command) {
    if (!active()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of(taskset, "-c", Integer.toString(cpu)));
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
          new ProcessBuilder(taskset, "-acp", Integer.toString(loadCpu), self)
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
