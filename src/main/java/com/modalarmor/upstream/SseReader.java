package com.modalarmor.upstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of server-sent events into the data of each event, whatever the chunks it comes in.
 * Confined to one stream and its event loop.
 *
 * <p>Line ends are LF, CRLF or CR; several data lines of one event are joined by LF; comments and
 * other fields are passed over, as the WHATWG standard says. Unlike it, an event without its
 * closing blank line is never complete: {@link #endsClean()} tells.
 */
public final class SseReader {

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int NAME_START = 0;
  private static final int IN_DATA_NAME = 1;
  private static final int IN_OTHER = 2;
  private static final int VALUE_START = 3;
  private static final int IN_VALUE = 4;

  private List<byte[]> events = new ArrayList<>();
  private int taken;
  private byte[] data = new byte[1_024];
  private int length;
  private boolean hasData;
  private boolean lineFeedIsSecondHalf;
  private boolean lineEmpty = true;
  private int state = NAME_START;
  private int nameMatched;
  private int markMatched;

  /** Takes the next piece of the stream. */
  public void read(byte[] chunk) {
    int i = 0;
    while (i < chunk.length && markMatched < BYTE_ORDER_MARK.length) {
      if (chunk[i] == BYTE_ORDER_MARK[markMatched]) {
        markMatched++;
        i++;
      } else {
        markMatched = BYTE_ORDER_MARK.length;
      }
    }
    while (i < chunk.length) {
      byte b = chunk[i];
      if (lineFeedIsSecondHalf) {
        lineFeedIsSecondHalf = false;
        if (b == '\n') {
          i++;
          continue;
        }
      }
      if (b == '\n' || b == '\r') {
        lineFeedIsSecondHalf = b == '\r';
        endLine();
        i++;
      } else if (state == IN_VALUE || state == IN_OTHER) {
        int end = lineEnd(chunk, i);
        if (state == IN_VALUE) {
          append(chunk, i, end);
        }
        i = end;
      } else {
        readName(b);
        i++;
      }
    }
  }

  private void readName(byte b) {
    lineEmpty = false;
    if (state == VALUE_START) {
      state = IN_VALUE;
      if (b != ' ') {
        appendByte(b);
      }
    } else if (nameMatched < DATA.length && b == DATA[nameMatched]) {
      nameMatched++;
      state = IN_DATA_NAME;
    } else if (nameMatched == DATA.length && b == ':') {
      beginDataLine();
      state = VALUE_START;
    } else {
      state = IN_OTHER;
    }
  }

  private void endLine() {
    if (lineEmpty) {
      dispatch();
    } else if (state == IN_DATA_NAME && nameMatched == DATA.length) {
      beginDataLine(); // a field name alone has an empty value
    }
    state = NAME_START;
    nameMatched = 0;
    lineEmpty = true;
  }

  private void beginDataLine() {
    if (hasData) {
      appendByte((byte) '\n');
    }
    hasData = true;
  }

  private void dispatch() {
    if (hasData) {
      events.add(Arrays.copyOf(data, length));
      length = 0;
      hasData = false;
    }
  }

  private static int lineEnd(byte[] chunk, int from) {
    int i = from;
    while (i < chunk.length && chunk[i] != '\n' && chunk[i] != '\r') {
      i++;
    }
    return i;
  }

  private void append(byte[] chunk, int from, int to) {
    int needed = length + to - from;
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
    System.arraycopy(chunk, from, data, length, to - from);
    length = needed;
  }

  private void appendByte(byte b) {
    if (length == data.length) {
      data = Arrays.copyOf(data, length * 2);
    }
    data[length++] = b;
  }

  /** The events complete so far; grows as the stream goes on. */
  public List<byte[]> events() {
    return events;
  }

  /** The events complete since the last call; they are not kept. */
  public List<byte[]> take() {
    if (events.isEmpty()) {
      return List.of();
    }
    List<byte[]> complete = events;
    events = new ArrayList<>();
    taken += complete.size();
    return complete;
  }

  /** Number of events so far. */
  public int count() {
    return taken + events.size();
  }

  /** True when the stream may end here: at least one event, and none half told. */
  public boolean endsClean() {
    return count() > 0 && !hasData && lineEmpty;
  }
}
