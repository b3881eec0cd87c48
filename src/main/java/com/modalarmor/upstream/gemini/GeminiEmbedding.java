package com.modalarmor.upstream.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.upstream.EmbeddingForm;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.vector.Embedder.Task;
import com.modalarmor.verdict.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code embedContent} for one text, {@code batchEmbedContents} for several. Immutable. */
public final class GeminiEmbedding implements EmbeddingForm {

  private static final int TEXTS_MAX = 100; // the API's own bound
  private static final int TEXTS_DEPTH = 3;
  private static final int TEXT_DEPTH = 2;

  private static final JsonReader READER = new JsonReader(new JsonLimits(16, 1 << 16, 2_000_000));

  @Override
  public int textsMax() {
    return TEXTS_MAX;
  }

  @Override
  public ProviderRequest request(String model, int dimensions, List<String> texts, Task task) {
    boolean single = texts.size() == 1;
    byte[] body =
        JsonBytes.object(
            out -> {
              if (single) {
                write(out, model, dimensions, texts.get(0), task);
                return;
              }
              out.writeArrayFieldStart("requests");
              for (String text : texts) {
                out.writeStartObject();
                write(out, model, dimensions, text, task);
                out.writeEndObject();
              }
              out.writeEndArray();
            });
    String action = single ? ":embedContent" : ":batchEmbedContents";
    return new ProviderRequest("POST", "/v1beta/models/" + model + action, false, body);
  }

  private static void write(JsonGenerator out, String model, int dimensions, String text, Task task)
      throws IOException {
    out.writeStringField("model", "models/" + model);
    out.writeObjectFieldStart("content");
    out.writeArrayFieldStart("parts");
    out.writeStartObject();
    out.writeStringField("text", text);
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
    out.writeStringField("taskType", task == Task.QUERY ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT");
    out.writeNumberField("outputDimensionality", dimensions);
  }

  @Override
  public List<float[]> vectors(byte[] answer) {
    try {
      Object one = JsonTree.read(READER, answer, Set.of("embedding"), TEXT_DEPTH).get("embedding");
      if (one != null) {
        return List.of(values(one));
      }
      Object many =
          JsonTree.read(READER, answer, Set.of("embeddings"), TEXTS_DEPTH).get("embeddings");
      if (many instanceof List<?> list) {
        List<float[]> vectors = new ArrayList<>(list.size());
        list.forEach(entry -> vectors.add(values(entry)));
        return vectors;
      }
    } catch (JsonFault e) {
      throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
    }
    throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
  }

  private static float[] values(Object embedding) {
    if (embedding instanceof Map<?, ?> map && map.get("values") instanceof float[] values) {
      return values;
    }
    throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
  }
}
