package com.modalarmor.audit;

import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;

/**
 * Where and how the audit log is written. Immutable.
 *
 * @param folder holds {@code audit.jsonl}
 * @param pendingMax records not yet written in one loop; beyond it requests are refused
 * @param syncIntervalMs the file is forced to disk at most this often; 0 = after every batch
 * @param acknowledgeMs an answer waits at most that long for its record, then it is refused
 */
public record AuditSettings(Path folder, int pendingMax, int syncIntervalMs, int acknowledgeMs) {

  public static AuditSettings read(SettingsReader reader) {
    return new AuditSettings(
        reader.path("folder", "audit"),
        reader.integer("pending-max", 20_000, 100, 1_000_000),
        reader.integer("sync-interval-ms", 100, 0, 60_000),
        reader.integer("acknowledge-ms", 5_000, 100, 60_000));
  }
}
