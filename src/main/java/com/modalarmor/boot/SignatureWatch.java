package com.modalarmor.boot;

import com.modalarmor.detect.SignaturePack;
import com.modalarmor.metrics.PackMetrics;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.Sha256;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a folder for a new signature pack, compiles it on a thread of its own and hands it over.
 * A pack with a fault is refused, and the one in force stays. Thread-safe; one look at a time.
 */
final class SignatureWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SignatureWatch.class);
  private static final int FILES_MAX = 1_000;

  private final Path folder;
  private final int pollMs;
  private final PolicyShelf policies;
  private final PackMetrics metrics;

  /** Fingerprint of the index in force; used by the one look at a time. */
  private String inForce;

  /** What the folder held when its pack was last refused; empty = nothing refused since. */
  private String refusedContent = "";

  private volatile boolean refused;
  private volatile boolean closed;

  /** Does not look yet. */
  SignatureWatch(GatewaySettings settings, PolicyShelf policies, PackMetrics metrics) {
    this.folder = settings.signaturesFolder();
    this.pollMs = settings.signaturesPollMs();
    this.policies = policies;
    this.metrics = metrics;
    inForce = policies.fingerprint();
    metrics.inForce(inForce);
  }

  /** Begins to look, if there is a folder and a period. */
  void start(Vertx vertx) {
    if (!folder.toString().isEmpty() && pollMs > 0) {
      next(vertx, vertx.createSharedWorkerExecutor("modal-armor-signatures", 1));
    }
  }

  private void next(Vertx vertx, WorkerExecutor worker) {
    if (!closed) {
      vertx.setTimer(
          pollMs, id -> worker.executeBlocking(this::look).onComplete(done -> next(vertx, worker)));
    }
  }

  void close() {
    closed = true;
  }

  /** False while the folder holds a pack that was refused. */
  boolean accepted() {
    return !refused;
  }

  /** Looks once. Blocking. */
  Void look() {
    try {
      String index =
          SignaturePack.fingerprint(Files.readAllBytes(folder.resolve(SignaturePack.INDEX)));
      if (index.equals(inForce)) {
        refused = false;
        refusedContent = "";
        return null;
      }
      // A refused pack is tried again when any of its files has changed, not at every look.
      String content = content();
      if (!content.equals(refusedContent)) {
        refusedContent = content;
        take();
      }
    } catch (IOException e) {
      refuse("missing:" + e.getClass().getSimpleName(), List.of("the folder is unreadable"));
    } catch (RuntimeException e) {
      LOG.error("signature pack: not looked at", e);
    }
    return null;
  }

  private void take() {
    try {
      SignaturePack pack = SignaturePack.load(SignaturePack.folder(folder));
      policies.swap(pack);
      LOG.info(
          "signature pack {} in force: {} signatures, in place of {}",
          pack.fingerprint(),
          pack.size(),
          inForce);
      inForce = pack.fingerprint();
      refused = false;
      refusedContent = "";
      metrics.inForce(inForce);
    } catch (InvalidSettings e) {
      refuse(refusedContent, e.faults());
    } catch (IllegalArgumentException e) { // more literals than one automaton holds
      refuse(refusedContent, List.of(e.getMessage()));
    }
  }

  private void refuse(String content, List<String> faults) {
    boolean known = refused && content.equals(refusedContent) && content.startsWith("missing:");
    refusedContent = content;
    if (!known) {
      metrics.refused();
      LOG.warn(
          "signature pack refused, {} stays in force: {} fault(s): {}",
          inForce,
          faults.size(),
          String.join("; ", faults));
    }
    refused = true;
  }

  /** Tells two states of the folder apart. */
  private String content() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.yaml")) {
      for (Path file : all) {
        if (files.size() < FILES_MAX) {
          files.add(file);
        }
      }
    }
    files.sort(null);
    StringBuilder content = new StringBuilder();
    for (Path file : files) {
      content.append(file.getFileName()).append(Sha256.over(Files.readAllBytes(file)).hex());
    }
    return content.toString();
  }
}
