package com.modalarmor.vector.chroma;

import java.util.Arrays;

/**
 * Reads one HTTP/1.1 answer that tells its length, as it comes. Answers of any other form are not
 * read: {@link #isOdd}. Confined to one connection.
 */
final class SizedAnswer {

  private static final int HEAD_BYTES_MAX = 16 << 10;
  private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.', '1', ' '};

  private byte[] bytes = new byte[4 << 10];
  private int count;
  private int bodyStart = -1;
  private long length = -1;
  private int status;
  private boolean closes;
  private boolean odd;

  /** Takes what came; beyond the answer's end nothing is expected. */
  void add(byte[] chunk) {
    if (count + chunk.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + chunk.length));
    }
    System.arraycopy(chunk, 0, bytes, count, chunk.length);
    int from = Math.max(0, count - 3);
    count += chunk.length;
    if (bodyStart < 0) {
      findBody(from);
    }
    odd |= bodyStart >= 0 && count - bodyStart > length;
  }

  private void findBody(int from) {
    for (int i = from; i + 3 < count; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        bodyStart = i + 4;
        odd = !readHead(i + 2);
        return;
      }
    }
    odd = count > HEAD_BYTES_MAX;
  }

  /** False for a head that something else should read. */
  private boolean readHead(int end) {
    boolean known = end > 12 && Arrays.equals(bytes, 0, VERSION.length, VERSION, 0, VERSION.length);
    status = known ? number(9, 12) : -1;
    if (status < 200 || status == 204 || status == 304) {
      return false;
    }
    int line = 0;
    while (line < end) {
      int next = line;
      while (bytes[next] != '\n') {
        next++;
      }
      int last = next > line && bytes[next - 1] == '\r' ? next - 1 : next;
      if (!readLine(line, last)) {
        return false;
      }
      line = next + 1;
    }
    return length >= 0;
  }

  private boolean readLine(int start, int end) {
    if (is(start, end, "content-length:")) {
      int from = start + "content-length:".length();
      while (from < end && bytes[from] == ' ') {
        from++;
      }
      boolean twice = length >= 0;
      length = end - from > 9 ? -1 : number(from, end);
      return !twice && length >= 0;
    }
    if (is(start, end, "connection:")) {
      closes = true; // whatever it says: it is not kept
    }
    return !is(start, end, "transfer-encoding:") && !is(start, end, "content-encoding:");
  }

  /** True when the line begins with that name, in letters of any size. */
  private boolean is(int start, int end, String name) {
    if (end - start < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      byte b = bytes[start + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** -1 when there is something else, or nothing. */
  private int number(int start, int end) {
    int number = start < end ? 0 : -1;
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  /** True for an answer that is not for this reader; its connection is of no more use. */
  boolean isOdd() {
    return odd;
  }

  /** What the body will be, as soon as its head is there; -1 before. */
  long length() {
    return bodyStart < 0 ? -1 : length;
  }

  boolean isWhole() {
    return bodyStart >= 0 && !odd && count - bodyStart == length;
  }

  /** True when the server does not keep the connection. */
  boolean closes() {
    return closes;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return Arrays.copyOfRange(bytes, bodyStart, count);
  }
}
