package com.modalarmor.classify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a model's file says of itself. Stateless. */
final class Card {

  private Card() {}

  static String json(
      TrainOptions options,
      List<LabelledTexts> train,
      int extra,
      LabelledTexts dev,
      Calibration measured) {
    byte[] json =
        JsonBytes.object(
            out -> {
              out.writeNumberField("format", 1);
              out.writeStringField("command", options.command());
              out.writeNumberField("seed", options.seed());
              out.writeNumberField("rounds", options.epochs());
              out.writeArrayFieldStart("data");
              for (LabelledTexts file : train) {
                write(out, file);
              }
              out.writeEndArray();
              out.writeNumberField("rows_added", extra);
              out.writeFieldName("dev");
              write(out, dev);
              out.writeObjectFieldStart("dev_measures");
              out.writeNumberField("recall", rounded(measured.recall()));
              out.writeNumberField("false_positives", rounded(measured.falsePositives()));
              out.writeNumberField("auc", rounded(measured.auc()));
              out.writeEndObject();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator out, LabelledTexts file) throws IOException {
    long attacks = file.rows().stream().filter(LabelledText::attack).count();
    out.writeStartObject();
    out.writeStringField("file", file.name());
    out.writeStringField("sha256", file.sha256());
    out.writeNumberField("attacks", attacks);
    out.writeNumberField("benign", file.rows().size() - attacks);
    out.writeEndObject();
  }

  private static double rounded(double value) {
    return Double.isNaN(value) ? 0 : Math.round(value * 1e4) / 1e4;
  }
}
