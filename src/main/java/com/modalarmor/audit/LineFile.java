package com.modalarmor.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that whole lines are appended to. Written by one thread; forced to disk from any. */
final class LineFile implements AutoCloseable {

  private final FileChannel channel;
  private volatile boolean dirty;
  private volatile boolean lost;
  private boolean torn;
  private long size;

  LineFile(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.size = channel.size();
  }

  /**
   * All or nothing: a full disk may take half a line, and what came after it would be glued to that
   * half. Where the half cannot be taken back, nothing more is written; the next start cuts it off.
   */
  void append(byte[] lines) throws IOException {
    append(lines, lines.length);
  }

  /** The same of the first {@code length} bytes. */
  void append(byte[] lines, int length) throws IOException {
    if (torn) {
      throw new IOException("the audit log ends in half a record");
    }
    if (lost) {
      throw new IOException("the disk has lost records of the audit log");
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(lines, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      torn = true;
      channel.truncate(size);
      torn = false;
      throw e;
    }
    size += length;
    dirty = true;
  }

  /** Empties the file. */
  void clear() throws IOException {
    channel.truncate(0);
    size = 0;
    dirty = true;
  }

  long size() {
    return size;
  }

  /**
   * Forces what was appended to disk; from any thread, also while another one appends. A failure is
   * final: the system may have dropped the pages, and a second attempt would succeed without them.
   */
  void sync() throws IOException {
    if (!dirty) {
      return;
    }
    dirty = false;
    try {
      channel.force(false);
    } catch (IOException e) {
      lost = true;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    sync();
    channel.close();
  }
}
