package com.modalarmor.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The end of the audit log, from a record on: what is older is not read, so that a start takes as
 * long as the answers that were open, not as the log. Stateless.
 */
final class LogTail {

  private static final int FIRST_BYTES = 64 << 10;

  private LogTail() {}

  /**
   * Lines, whole, of which the first record is no younger than the one of that number. Read as
   * Latin-1: numbers and ids are ASCII, and the first byte may lie within a character.
   */
  static BufferedReader from(Path log, long sequence) throws IOException {
    FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
    try {
      long size = channel.size();
      for (long bytes = FIRST_BYTES; bytes < size; bytes *= 2) {
        String first = at(channel, size - bytes).readLine();
        if (first != null && AuditFile.sequenceOf(first) <= sequence) {
          return at(channel, size - bytes);
        }
      }
      return reader(channel.position(0));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Behind the end of the line that holds that byte. */
  private static BufferedReader at(FileChannel channel, long position) throws IOException {
    BufferedReader lines = reader(channel.position(position));
    lines.readLine();
    return lines;
  }

  private static BufferedReader reader(FileChannel channel) {
    return new BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1));
  }
}
