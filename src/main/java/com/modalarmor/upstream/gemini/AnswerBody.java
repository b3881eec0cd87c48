package com.modalarmor.upstream.gemini;

import com.modalarmor.transport.HeapBytes;
import com.modalarmor.upstream.SseReader;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the bytes of one answer, at most so many, and checks how they are framed: a unary body
 * and every event must begin and end as a JSON object. Confined to one attempt and its event loop.
 */
final class AnswerBody {

  private static final int FIRST_BYTES_MAX = 1 << 16;

  /** Tiny events cost far more memory than bytes. */
  private static final int EVENTS_MAX = 1 << 16;

  private final long bytesMax;
  private final SseReader events;

  /** As many bytes as are made room for when the second piece comes; -1 = not told. */
  private final long bytesDeclared;

  private byte[] body;
  private long bytes;
  private int length;

  /**
   * @param stream whether the body is read as server-sent events
   * @param bytesDeclared from {@code content-length}; -1 = not told
   */
  AnswerBody(boolean stream, long bytesDeclared, long bytesMax) {
    this.bytesMax = bytesMax;
    this.events = stream ? new SseReader() : null;
    this.bytesDeclared = bytesDeclared;
  }

  /** Takes the next piece; false when the answer is now too long. */
  boolean add(Buffer chunk) {
    int size = chunk.length();
    bytes += size;
    if (bytes > bytesMax) {
      return false;
    }
    if (events != null) {
      events.read(HeapBytes.of(chunk));
      return events.count() <= EVENTS_MAX;
    } else if (body == null) {
      body = HeapBytes.of(chunk); // of an ordinary answer it is all
      length = size;
    } else {
      if (length + size > body.length) {
        body = Arrays.copyOf(body, room(length + size));
      }
      chunk.getBytes(0, size, body, length);
      length += size;
    }
    return true;
  }

  /** A declared length is a hint, not a reason to reserve memory that may never be filled. */
  private int room(int needed) {
    long declared = Math.min(bytesDeclared, FIRST_BYTES_MAX);
    return (int) Math.min(bytesMax, Math.max(needed, Math.max(declared, body.length * 2L)));
  }

  /** The events complete since the last call, which then are not among the documents any more. */
  List<byte[]> takeEvents() {
    return events.take();
  }

  /** The documents, or null when the framing is broken. */
  List<byte[]> finish() {
    if (events != null) {
      return events.endsClean() && allObjects(events.events()) ? events.events() : null;
    }
    if (body == null) {
      return null;
    }
    byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
    return framedAsObject(whole) ? List.of(whole) : null;
  }

  private static boolean allObjects(List<byte[]> events) {
    for (int i = 0; i < events.size(); i++) {
      if (!framedAsObject(events.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean framedAsObject(byte[] json) {
    int start = 0;
    int end = json.length - 1;
    while (start < end && blank(json[start])) {
      start++;
    }
    while (end > start && blank(json[end])) {
      end--;
    }
    return start < end && json[start] == '{' && json[end] == '}';
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
