package com.modalarmor.boot;

import com.modalarmor.policy.PolicySpec;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the policy files while the gateway runs and puts changed grants of vector access into
 * force within a second. Everything else of a policy waits for a restart; a file with a fault
 * changes nothing. Its work runs on a worker, one look at a time.
 */
final class RightsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);
  private static final int POLL_MS = 400;

  private record Stamp(long modifiedMs, long bytes) {}

  private final Path folder;
  private final PolicyShelf policies;
  private final Map<Path, Stamp> known = new HashMap<>();
  private boolean looking;
  private volatile boolean closed;

  /** Does not look yet. */
  RightsWatch(GatewaySettings settings, PolicyShelf policies) {
    this.folder = settings.policiesFolder();
    this.policies = policies;
  }

  /** Begins to look; nothing where the policies are the packaged ones. */
  void start(Vertx vertx) {
    if (!folder.toString().isEmpty()) {
      look(true);
      vertx.setPeriodic(POLL_MS, id -> tick(vertx, id));
    }
  }

  /** Before Vert.x is closed, which takes no work then. */
  void close() {
    closed = true;
  }

  /** One turn of the timer. */
  void tick(Vertx vertx, long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
      return;
    }
    if (looking) {
      return;
    }
    looking = true;
    vertx
        .executeBlocking(
            () -> {
              look(false);
              return null;
            })
        .onComplete(v -> looking = false);
  }

  private void look(boolean first) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
      for (Path file : files) {
        Stamp stamp = new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        if (!stamp.equals(known.put(file, stamp)) && !first) {
          apply(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("policies cannot be looked at; grants stay as they are");
    }
  }

  private void apply(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    try {
      SettingsReader reader = SettingsReader.of(SettingsFile.read(file), Map.of(), Path.of("."));
      VectorSpec vectors = PolicySpec.read(name, reader).vectors();
      reader.finish();
      policies.grant(name, vectors);
      LOG.info("policy {}: the grants of vector access as in its file", name);
    } catch (InvalidSettings e) {
      LOG.warn("policy {}: {}; its grants stay as they are", name, e.faults().get(0));
    }
  }
}
