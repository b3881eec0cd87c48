package com.modalarmor.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files one after another. Used by one thread. */
final class RowStream {

  /** Takes each row with the name of its file. */
  @FunctionalInterface
  interface Sink {
    void row(String file, LabelledRow row);
  }

  private final List<Path> paths;
  private final long bytesTotal;
  private long bytesBefore;
  private RowFile open;

  RowStream(List<Path> paths) throws IOException {
    this.paths = paths;
    long bytes = 0;
    for (Path path : paths) {
      bytes += Files.size(path);
    }
    this.bytesTotal = bytes;
  }

  void forEach(Sink sink) throws IOException {
    for (Path path : paths) {
      try (RowFile file = RowFile.open(path)) {
        open = file;
        LabelledRow row;
        while ((row = file.next()) != null) {
          sink.row(file.name(), row);
        }
      } finally {
        open = null;
      }
      bytesBefore += Files.size(path);
    }
  }

  long bytesTotal() {
    return bytesTotal;
  }

  long bytesRead() {
    return bytesBefore + (open == null ? 0 : open.bytesRead());
  }
}
