package com.modalarmor.pipeline;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * The pipelines of one ingress loop. Confined to it.
 *
 * @param closing ends what the loop holds open for them, after its last request
 */
public record Pipelines(
    ChatPipeline chat,
    InspectPipeline inspect,
    VectorPipeline vectors,
    Settlement settlement,
    Supplier<Future<Void>> closing) {}
