package com.modalarmor.similar;

import com.modalarmor.verdict.FindingType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file form of sketches: a magic number, the number of sketches, then for each its type, the
 * number of its shingles and the shingles. Big-endian. Stateless.
 */
public final class SketchFile {

  private static final int MAGIC = 0x4D41_5331; // MAS1
  private static final List<FindingType> TYPES =
      List.of(
          FindingType.PROMPT_INJECTION,
          FindingType.JAILBREAK,
          FindingType.INDIRECT_INJECTION,
          FindingType.PROMPT_EXTRACTION);

  private SketchFile() {}

  public static byte[] write(List<Sketch> sketches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(sketches.size());
    for (Sketch sketch : sketches) {
      out.writeByte(TYPES.indexOf(sketch.type()));
      out.writeByte(sketch.shingles().length);
      for (int shingle : sketch.shingles()) {
        out.writeInt(shingle);
      }
    }
    return bytes.toByteArray();
  }

  /** Fails on anything that {@link #write} does not make; every size is checked before use. */
  public static List<Sketch> read(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    if (content.length < 8 || in.readInt() != MAGIC) {
      throw new IOException("not a file of sketches");
    }
    int count = in.readInt();
    if (count < 0 || count > KnownAttacks.ATTACKS_MAX) {
      throw new IOException("too many sketches");
    }
    List<Sketch> sketches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int type = in.readByte();
      int size = in.readByte();
      if (type < 0
          || type >= TYPES.size()
          || size < Sketch.SHINGLES_MIN
          || size > Sketch.SHINGLES_MAX) {
        throw new IOException("sketch " + i + " is out of range");
      }
      int[] shingles = new int[size];
      for (int n = 0; n < size; n++) {
        shingles[n] = in.readInt();
      }
      if (!ascends(shingles)) {
        throw new IOException("the shingles of sketch " + i + " do not ascend");
      }
      sketches.add(new Sketch("known:" + i, TYPES.get(type), shingles));
    }
    if (in.available() != 0) {
      throw new IOException("bytes after the last sketch");
    }
    return sketches;
  }

  private static boolean ascends(int[] shingles) {
    return Arrays.stream(shingles).distinct().count() == shingles.length
        && Arrays.equals(shingles, Arrays.stream(shingles).sorted().toArray());
  }
}
