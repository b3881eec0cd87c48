package com.modalarmor.names;

import com.modalarmor.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes what a model's file says of itself. Stateless. */
final class NameCard {

  private NameCard() {}

  static String json(
      NameTraining training,
      Map<String, String> sums,
      int rows,
      Chains chains,
      NameFigures tuning) {
    byte[] json =
        JsonBytes.object(
            out -> {
              out.writeNumberField("format", 1);
              out.writeStringField("command", training.command());
              out.writeNumberField("seed", training.seed());
              out.writeNumberField("epochs", NameTraining.EPOCHS);
              out.writeObjectFieldStart("data_sha256");
              for (Map.Entry<String, String> sum : sums.entrySet()) {
                out.writeStringField(sum.getKey(), sum.getValue());
              }
              out.writeEndObject();
              out.writeNumberField("rows", rows);
              out.writeNumberField("names_with_copies", chains.names);
              out.writeNumberField("names_out_of_reach", chains.unreachable);
              out.writeNumberField("tokens_with_copies", chains.tokenCount);
              out.writeObjectFieldStart("tuning_rows_by_one_learner_without_them");
              for (NameFigures.Line line : tuning.lines()) {
                out.writeStringField(line.name(), line.toString());
              }
              out.writeEndObject();
            });
    return new String(json, StandardCharsets.UTF_8);
  }
}
