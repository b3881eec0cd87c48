package com.modalarmor.boot;

import com.modalarmor.classify.LabelledText;
import com.modalarmor.classify.LabelledTexts;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.similar.Resemblance;
import com.modalarmor.similar.Sketch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Harmless texts that a new attack must not resemble. Read once; immutable afterwards. */
final class PromotionGate {

  private final Map<String, String> harmless = new LinkedHashMap<>();

  /** The look-alikes that ship with the signatures, and the rows labelled benign of the files. */
  PromotionGate(List<Path> files) throws IOException {
    harmless.putAll(SignaturePack.lookAlikes(SignaturePack.packaged()));
    for (Path file : files) {
      try {
        for (LabelledText row : LabelledTexts.read(file).rows()) {
          if (!row.attack()) {
            harmless.put(row.id(), row.text());
          }
        }
      } catch (IOException e) {
        throw new CommandFailure("--benign: " + e.getMessage());
      }
    }
  }

  int texts() {
    return harmless.size();
  }

  /** The names of the texts that would be called attacks because of this sketch. */
  List<String> touchedBy(Sketch sketch) {
    KnownAttacks alone = KnownAttacks.of(List.of(sketch));
    List<String> touched = new ArrayList<>();
    harmless.forEach(
        (name, text) -> {
          if (Resemblance.attack(alone, text)) {
            touched.add(name);
          }
        });
    return touched;
  }
}
